using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Casework;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.Casework;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets), RequestFormLimits(ValueCountLimit = 5000)]
public sealed class ReviewReturnModel(Db db, ReviewQuarterlyReturn review, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public ReviewForm Form { get; set; } = new();
    public AreaReturnQueries.OfficeReturn View { get; private set; } = null!;
    public bool CanDecide =>
        User.Can(Permission.PostToLedger)
        && View.Detail.Cell.Return!.Status is CspReturnStatus.Certified or CspReturnStatus.Accepted
        && View.Detail.LockedAt is null;
    public bool IsAccepted => View.Detail.Cell.Return!.Status == CspReturnStatus.Accepted;

    public IReadOnlyList<Choice> Decisions =>
        View.Detail.Open.Count == 0
            ?
            [
                new(nameof(ReviewDecision.Accept), "Accept the return"),
                new(nameof(ReviewDecision.SendBack), "Send the return back", "Say below what the area should put right."),
            ]
            :
            [
                new(
                    nameof(ReviewDecision.Accept),
                    "Accept the return",
                    $"{(View.Detail.Open.Count == 1 ? "Its line is" : $"All {View.Detail.Open.Count} lines are")} posted to the ledger."
                ),
                new(
                    nameof(ReviewDecision.AskSome),
                    "Ask about some lines",
                    "Lines that you ask nothing about are posted to the ledger. The return goes back to the area for the others."
                ),
                new(
                    nameof(ReviewDecision.SendBack),
                    "Send the whole return back",
                    "Nothing is posted. Say below what the area should put right."
                ),
            ];

    public enum ReviewDecision
    {
        Accept,
        AskSome,
        SendBack,
    }

    public sealed class ReviewForm
    {
        public int Version { get; set; }
        public List<LineForm> Lines { get; set; } = [];
        public ReviewDecision? Decision { get; set; }
        public string? Note { get; set; }
        public DateParts PutRightBy { get; set; } = new();
    }

    public sealed class LineForm
    {
        public Guid Line { get; set; }
        public string? Query { get; set; }
        public bool NotDuplicate { get; set; }
        public string? WhyNotDuplicate { get; set; }
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form.Version = View.Detail.Cell.Return!.Version;
        Form.Lines = View.Detail.Open.Select(line => new LineForm { Line = line.Id }).ToList();
        var limits = await db.ReadAsync(work => OfficeSettings.OfAsync(work, OfficeSettings.Limits));
        Form.PutRightBy = DateParts.From(WorkingDays.After(clock.Today(), limits.PutRightDays!.Value));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!User.Can(Permission.PostToLedger))
            return Forbid();
        await LoadAsync();
        var asked = Form.Lines.Where(line => !string.IsNullOrWhiteSpace(line.Query)).ToList();
        if (Form.Decision is null)
            this.AddError(nameof(Form.Decision), "Choose what you decide");
        else if (Form.Decision == ReviewDecision.Accept && asked.Count > 0)
            this.AddError(
                nameof(Form.Decision),
                "You ask about a line, so the return cannot be accepted yet. Choose another answer, or clear the question."
            );
        else if (Form.Decision == ReviewDecision.AskSome && asked.Count == 0)
            this.AddError(nameof(Form.Decision), "Say at the line what you ask about it");
        if (Form.Decision is not (null or ReviewDecision.Accept) && Form.PutRightBy.WhyNotADate("the day") is { } wrong)
            this.AddError(nameof(Form.PutRightBy), wrong);
        if (!ModelState.IsValid)
            return Again();
        var outcome = await review.RunAsync(
            User.Actor(),
            Id,
            new(
                Form.Version,
                Form.Lines.Select(line => new ReviewQuarterlyReturn.LineDecision(
                        line.Line,
                        string.IsNullOrWhiteSpace(line.Query) ? null : line.Query,
                        line.NotDuplicate ? line.WhyNotDuplicate ?? "" : null
                    ))
                    .ToList(),
                Form.Decision == ReviewDecision.SendBack,
                Form.Note
            )
            {
                PutRightBy = Form.Decision == ReviewDecision.Accept ? null : Form.PutRightBy.ToDate(),
            }
        );
        if (!outcome.IsDone)
        {
            await LoadAsync();
            this.AnyErrors(outcome);
            return Again();
        }
        var sent = View.Detail.Cell.Return!;
        var notice =
            $"{sent.Area}, {sent.Period.Name()}: {(Form.Decision == ReviewDecision.Accept ? "accepted" : "sent back to the area")}";
        var next = await db.ReadAsync(work => WaitingQueries.NextAsync(work, User.Actor(), User.Roles(), WaitingKind.CspReturnToReview));
        return this.Next(next ?? Links.CspBudgets.Returns(sent.BudgetYear), next is null ? notice : $"{notice}. This is the next one.");
    }

    /// <summary>The page with the lines as they are now, each with what was typed about it.</summary>
    private PageResult Again()
    {
        var typed = Form.Lines.DistinctBy(line => line.Line).ToDictionary(line => line.Line);
        Form.Lines = View.Detail.Open.Select(line => typed.GetValueOrDefault(line.Id) ?? new LineForm { Line = line.Id }).ToList();
        return this.PageWithErrors();
    }

    private async Task LoadAsync() => View = await db.ReadAsync(work => AreaReturnQueries.OfOfficeAsync(work, User.Actor(), Id));
}
