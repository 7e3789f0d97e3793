using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ApprovePayments)]
public sealed class AnswerModel(Db db, ApplyBankAnswer apply, DiscardBankAnswer discard, SetAsideAnswerItems setAside) : PageModel
{
    public sealed record Row(Guid Id, AnswerItem Item, string Sentence, bool CanMatch);

    /// <param name="What">The heading of the column that says what happens or happened.</param>
    public sealed record Group(string Heading, string What, IReadOnlyList<Row> Rows);

    public const int Shown = 200;

    [FromRoute(Name = "answer")]
    public Guid Id { get; set; }

    /// <summary>What the page showed when it was opened.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    [BindProperty]
    public List<Guid> Chosen { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }
    public BankAnswers.AnswerView View { get; private set; } = null!;
    public IReadOnlyList<BankAnswers.Item> LeftOver => View.Items.Where(item => item.State == AnswerItemState.Left).ToList();

    public IReadOnlyList<Group> Groups =>
        (
            View.Answer.AppliedAt is null
                ? new Group[]
                {
                    new("Matched", "What happens", Of(AnswerOutcome.Changes)),
                    new("Already known", "What we know", Of(AnswerOutcome.Known)),
                    new("Left for a person", "Why", Of(AnswerOutcome.Left)),
                }
                :
                [
                    new("Left for a person", "Why", Of(AnswerItemState.Left)),
                    new("Matched", "What happened", Of(AnswerItemState.Applied)),
                    new("Matched by a person", "What happened", Of(AnswerItemState.Matched)),
                    new("Already known", "What we knew", Of(AnswerItemState.Known)),
                    new("Set aside", "Why", Of(AnswerItemState.SetAside)),
                ]
        )
            .Where(group => group.Rows.Count > 0)
            .ToList();

    public string Summary =>
        View.Matched.Where(one => one.Outcome == AnswerOutcome.Changes).Sum(one => one.Payments.Count) switch
        {
            0 => "No payment changes. Apply the file to keep what is left for a person.",
            1 => "One payment or account changes, or nothing if anything is in the way.",
            var count => $"{count} payments or accounts change together, or none of them if anything is in the way.",
        };

    public IReadOnlyList<Choice> Choices() =>
        LeftOver
            .Take(Shown)
            .Select(item => new Choice(
                item.Id.ToString(),
                $"Item {item.Position}: {item.Amount?.ToString() ?? "no amount"}, {(item.Reference.Length > 0 ? item.Reference : "no reference")}",
                item.Outcome
            ))
            .ToList();

    public async Task OnGetAsync() => View = await db.ReadAsync(work => BankAnswers.GetAsync(work, Id));

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var applied = await apply.RunAsync(User.Actor(), Id, Seen ?? "");
        return applied.IsDone
            ? this.Next(
                Links.Payments.Answer(Id),
                applied.Value == 1 ? "The file is applied: 1 change" : $"The file is applied: {applied.Value} changes"
            )
            : this.PageWithErrors(applied);
    }

    public async Task<IActionResult> OnPostDiscardAsync()
    {
        await OnGetAsync();
        var outcome = await discard.RunAsync(User.Actor(), Id);
        return outcome.IsDone
            ? this.Next(Links.Payments.Answers, $"{View.Answer.Name} is taken back. Nothing has changed.")
            : this.PageWithErrors(outcome);
    }

    public async Task<IActionResult> OnPostAsideAsync()
    {
        await OnGetAsync();
        var outcome = await setAside.RunAsync(User.Actor(), Id, Chosen, Reason);
        return outcome.IsDone
            ? this.Next(Links.Payments.Answer(Id), Chosen.Count == 1 ? "1 item is set aside" : $"{Chosen.Count} items are set aside")
            : this.PageWithErrors(outcome);
    }

    private List<Row> Of(AnswerOutcome outcome) =>
        View.Matched.Where(one => one.Outcome == outcome).Select(one => new Row(Guid.Empty, one.Item, one.Sentence, false)).ToList();

    private List<Row> Of(AnswerItemState state) =>
        View
            .Items.Where(item => item.State == state)
            .Select(item => new Row(
                item.Id,
                item.Read,
                item.DecidedBy is null || item.DecidedAt is not { } at
                    ? item.Outcome ?? ""
                    : $"{(state == AnswerItemState.Matched ? $"{item.Outcome}. " : "")}{item.DecidedNote} ({item.DecidedBy}, {LondonTime.Date(at)})",
                state == AnswerItemState.Left && item.Kind != AnswerItemKind.Other
            ))
            .ToList();
}
