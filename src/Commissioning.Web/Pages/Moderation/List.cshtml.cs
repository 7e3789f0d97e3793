using Commissioning.Domain.Accounts;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Audit;
using Commissioning.Features.Moderation;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Moderation;

[Requires(Permission.ViewModeration)]
public sealed class ListModel(
    Db db,
    RoundModeration moderation,
    AgreeMeans agreeMeans,
    AnswerCorrection answer,
    PanelAccess access,
    RecordReading reading
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromQuery]
    public string? Show { get; set; }

    [FromQuery(Name = "order")]
    public string? OrderName { get; set; }
    public MeetingOrder Order => OrderOf(OrderName);

    [BindProperty]
    public List<Guid> Present { get; set; } = [];

    [BindProperty]
    public string? Others { get; set; }

    [BindProperty]
    public string? Answer { get; set; }
    public RoundModeration.ModerationPage View { get; private set; } = null!;
    public IReadOnlyList<CorrectionRequest> Correction { get; private set; } = [];

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        if (!User.Can(Permission.ViewRounds))
            await access.DemandAsync(User.Actor(), Id);
        View = await moderation.GetAsync(User.Actor(), Id, number, Order, flagged: Show == "flags");
        if (User.Can(Permission.RecordModeration))
            Correction = await db.ReadAsync(work => CorrectionQueries.WaitingAsync(work, Id));
        if (Request.Method == HttpMethods.Get && View.Rows.Any(row => row.WhyHidden is null))
            await reading.RoundScoresAsync(User.Actor(), Id, "Moderation");
        if (Request.Method == HttpMethods.Get)
            Present = [.. View.LastPresent];
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!User.Can(Permission.RecordModeration))
            return Forbid();
        var outcome = await agreeMeans.RunAsync(User.Actor(), Id, new(Present, Others));
        if (outcome.IsDone)
            return this.Next(
                Links.Moderation.InOrder(Id, Order),
                outcome.Value == 1 ? "1 application agreed at its mean" : $"{outcome.Value} applications agreed at their mean"
            );
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    public async Task<IActionResult> OnPostReopenAsync([FromQuery] Guid request, bool grant)
    {
        if (!User.Can(Permission.RecordModeration))
            return Forbid();
        var outcome = await answer.RunAsync(User.Actor(), request, grant, Answer);
        if (outcome.IsDone)
            return this.Next(
                Links.Moderation.List(Id),
                grant
                    ? "The score sheet is reopened. The scores it had are in the audit trail."
                    : "You refused. The submitted score sheet has not changed."
            );
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    /// <summary>The order of a meeting by its word in an address; by disagreement without one.</summary>
    public static MeetingOrder OrderOf(string? word) =>
        Enum.TryParse<MeetingOrder>(word, ignoreCase: true, out var order) && Enum.IsDefined(order) ? order : MeetingOrder.Disagreement;

    public string PageHref => $"{Links.Moderation.InOrder(Id, Order)}&page={{0}}{(Show is { } show ? $"&show={show}" : "")}";

    public IEnumerable<(string Text, string Href)> Views()
    {
        if (Show != "flags")
            yield return ("Only flagged applications without an agreed score", Links.Moderation.InOrder(Id, Order) + "&show=flags");
        else
            yield return ("All applications", Links.Moderation.InOrder(Id, Order));
        yield return ("All scores", Links.Moderation.Scores(Id));
        yield return ("Heat map of scores", Links.Moderation.HeatMap(Id));
        yield return ("Shared screen", Links.Moderation.Live(Id));
        if (!User.Can(Permission.ViewRounds))
            yield break;
        yield return ("Sort, filter and download", Links.Casework.ScoredApplications(Id));
        yield return ("Panel health", Links.Moderation.Health(Id));
        yield return ("Threshold", Links.Moderation.Line(Id));
    }
}
