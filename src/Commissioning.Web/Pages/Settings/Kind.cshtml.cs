using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Organisations;
using Commissioning.Features;
using Commissioning.Features.Settings;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Settings;

/// <summary>One kind of organisation, or a new one.</summary>
[Requires(Permission.ManageSettings)]
public sealed class KindModel(Db db, SaveOrganisationKind save, RemoveOrganisationKind remove) : PageModel
{
    private const string New = "new";

    [FromRoute]
    public string Code { get; set; } = "";

    /// <summary>The ready kind from which a new one starts.</summary>
    [FromQuery]
    public string? Like { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public KindForm Form { get; set; } = new();

    /// <summary>Null: a new one.</summary>
    public OrganisationKind? Before { get; private set; }
    public OrganisationKindQueries.Use? Use { get; private set; }
    public Refusal? WhyCannotRemove { get; private set; }
    private string? setBy;
    public string Heading => Before is null ? "Add a kind of organisation" : Before.Name;

    public static readonly IReadOnlyList<Choice> Numbers =
    [
        new(nameof(NumberAsked.None), "None"),
        new(nameof(NumberAsked.Charity), "A charity number"),
        new(nameof(NumberAsked.Company), "A company number"),
    ];
    public static readonly IReadOnlyList<Choice> AccountChoices =
    [
        new(nameof(AccountsAsked.AsTheFormSays), "As the form says"),
        new(nameof(AccountsAsked.Always), "Yes, always"),
        new(nameof(AccountsAsked.Never), "No, never"),
    ];

    public sealed class KindForm
    {
        public string? Name { get; set; }
        public bool MayApply { get; set; }
        public NumberAsked? Number { get; set; }
        public string? MatchPercent { get; set; }
        public AccountsAsked? Accounts { get; set; }
        public string? DocumentsNotNeeded { get; set; }
        public bool NeedsTwoSignatories { get; set; }
        public string? Note { get; set; }
        public bool IsClosed { get; set; }
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        var kind = Before ?? OrganisationKinds.Ready.FirstOrDefault(ready => ready.Code == Like) ?? new() { Code = "", Name = "" };
        Form = new()
        {
            Name = kind.Name,
            MayApply = kind.MayApply,
            Number = kind.Number,
            MatchPercent = kind.MatchPercent.ToString(CultureInfo.InvariantCulture),
            Accounts = kind.Accounts,
            DocumentsNotNeeded = string.Join('\n', kind.DocumentsNotNeeded),
            NeedsTwoSignatories = kind.NeedsTwoSignatories,
            Note = kind.Note,
            IsClosed = kind.IsClosed,
        };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var seen = Version;
        await LoadAsync();
        if (this.IfStale(seen, Version, setBy) is { } stale)
            return stale;
        var typed = new OrganisationKind
        {
            Code = Before?.Code ?? "",
            Name = Form.Name?.Trim() ?? "",
            MayApply = Form.MayApply,
            Number = Form.Number ?? (NumberAsked)(-1),
            MatchPercent = int.TryParse(Form.MatchPercent?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var percent)
                ? percent
                : -1,
            Accounts = Form.Accounts ?? (AccountsAsked)(-1),
            DocumentsNotNeeded = (Form.DocumentsNotNeeded ?? "").ReplaceLineEndings("\n").Split('\n'),
            NeedsTwoSignatories = Form.NeedsTwoSignatories,
            Note = Form.Note ?? "",
            IsClosed = Before is not null && Form.IsClosed,
        };
        return this.AfterSaving(await save.RunAsync(User.Actor(), seen, typed), Links.Settings.Kinds, $"{typed.Name} is saved");
    }

    public async Task<IActionResult> OnPostRemoveAsync()
    {
        var seen = Version;
        await OnGetAsync();
        if (this.IfStale(seen, Version, setBy) is { } stale)
            return stale;
        return this.AfterSaving(await remove.RunAsync(User.Actor(), seen, Code), Links.Settings.Kinds, $"{Before!.Name} is taken out");
    }

    private async Task LoadAsync()
    {
        var current = await db.ReadAsync(work => OfficeSettings.CurrentAsync(work, OfficeSettings.Kinds));
        (Version, setBy) = (current.Version, current.SetBy);
        if (Code == New)
            return;
        var kinds = new OrganisationKinds(current.Value);
        Before = kinds.All.FirstOrDefault(kind => kind.Code == Code) ?? throw new NotFoundException("No such kind of organisation");
        Use = await db.ReadAsync(work => OrganisationKindQueries.UseAsync(work, Before));
        WhyCannotRemove = OrganisationKindRules.WhyCannotRemove(Before, kinds, Use.Organisations, Use.Rounds);
    }
}
