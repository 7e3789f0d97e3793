using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ViewDueDiligence)]
public sealed class FraudModel(Db db, DrawRecheck draw, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public FraudAssessments.Fund Fund { get; private set; } = null!;
    public IReadOnlyList<FraudAssessments.Assessment> Assessments { get; private set; } = [];
    public IReadOnlyList<FraudRiskLine> Risks { get; private set; } = [];
    public IReadOnlyList<Rechecks.Round> Rounds { get; private set; } = [];
    public IReadOnlyList<Rechecks.Sample> Samples { get; private set; } = [];
    public IReadOnlyList<Rechecks.Item> Items { get; private set; } = [];
    public FraudCases.FraudSums Sums { get; private set; } = null!;
    public DateOnly Today => clock.Today();
    public FraudAssessments.Assessment? Newest => Assessments.Count > 0 ? Assessments[0] : null;

    public async Task OnGetAsync()
    {
        Fund = await db.ReadAsync(work => FraudAssessments.FundAsync(work, Id));
        Assessments = await db.ReadAsync(work => FraudAssessments.OfAsync(work, Id));
        Risks = Newest is { } newest ? await db.ReadAsync(work => FraudAssessments.RisksAsync(work, newest.Id)) : FraudRiskRules.ReadyRisks;
        Rounds = await db.ReadAsync(work => Rechecks.RoundsAsync(work, Id));
        Samples = await db.ReadAsync(work => Rechecks.OfAsync(work, Id));
        Items = await db.ReadAsync(work => Rechecks.ItemsAsync(work, Id));
        Sums = await db.ReadAsync(work => FraudCases.SumsAsync(work, Id));
    }

    public async Task<IActionResult> OnPostDrawAsync([FromQuery] Guid round)
    {
        await OnGetAsync();
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        var outcome = await draw.RunAsync(User.Actor(), round);
        return outcome.IsDone ? this.Next(Links.DueDiligence.Fraud(Id), "The sample is drawn") : this.PageWithErrors(outcome);
    }

    public static string Rating(int likelihood, int impact) => $"{FraudRiskRules.Level(likelihood * impact)} ({likelihood} x {impact})";

    public static string Colour(int rating) =>
        FraudRiskRules.Level(rating) switch
        {
            "High" => "red",
            "Medium" => "orange",
            _ => "green",
        };

    public static string Words(Rechecks.Item item) =>
        item.Agrees switch
        {
            true => $"agreed by {item.CheckedBy}, {LondonTime.Date(item.CheckedAt!.Value)}",
            false => $"a fault found by {item.CheckedBy}, {LondonTime.Date(item.CheckedAt!.Value)}: {item.Note}",
            null => item.IsClean ? "to check again; nothing was found on it" : "to check again",
        };
}
