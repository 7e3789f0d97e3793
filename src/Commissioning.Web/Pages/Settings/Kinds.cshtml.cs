using Commissioning.Domain.Accounts;
using Commissioning.Domain.Organisations;
using Commissioning.Features;
using Commissioning.Features.Settings;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Settings;

[Requires(Permission.ViewLists)]
public sealed class KindsModel(Db db) : PageModel
{
    public OrganisationKinds Kinds { get; private set; } = OrganisationKinds.Default;
    public SettingState State { get; private set; } = SettingState.None;
    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();

    /// <summary>Kinds that can be added as they are.</summary>
    public IReadOnlyList<OrganisationKind> Ready =>
        OrganisationKinds.Ready.Where(ready => Kinds.All.All(kind => kind.Code != ready.Code && !kind.Answers(ready.Name))).ToList();

    public async Task OnGetAsync()
    {
        var (current, state) = await db.ReadAsync(work => SettingState.ReadAsync(work, OfficeSettings.Kinds));
        (Kinds, State, Counts) = (new(current.Value), state, await db.ReadAsync(OrganisationKindQueries.CountsAsync));
    }

    /// <summary>What is asked of a kind, beyond what is asked of everybody.</summary>
    public static string Rules(OrganisationKind kind)
    {
        List<string> rules = [];
        if (!kind.MayApply)
            rules.Add("Only in rounds that name it");
        if (kind.Number != NumberAsked.None)
            rules.Add(kind.Number == NumberAsked.Charity ? "Charity number" : "Company number");
        if (kind.MatchPercent > 0)
            rules.Add($"{kind.MatchPercent}% of the cost from others");
        if (kind.Accounts != AccountsAsked.AsTheFormSays)
            rules.Add(kind.Accounts == AccountsAsked.Always ? "Sends accounts" : "No accounts");
        if (kind.DocumentsNotNeeded.Count > 0)
            rules.Add($"Need not send: {string.Join(", ", kind.DocumentsNotNeeded)}");
        if (!kind.NeedsTwoSignatories)
            rules.Add("One signatory is enough");
        if (kind.Note.Length > 0)
            rules.Add("Has a note");
        return rules.Count == 0 ? "Nothing special" : string.Join("; ", rules);
    }
}
