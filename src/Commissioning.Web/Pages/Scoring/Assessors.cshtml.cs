using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Scoring;

/// <summary>The office recuses assessors, moves their work to others and withdraws conflicts declared by mistake.</summary>
[Requires(Permission.ViewRounds)]
public sealed class AssessorsModel(
    Db db,
    AssignAssessors assignAssessors,
    RecuseAssessor recuse,
    LeavePanel leave,
    MoveSheets moveSheets,
    WithdrawConflict withdraw,
    BringAssessorBack bringBack,
    TimeProvider clock
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public RecusalForm Recusal { get; set; } = new();

    [BindProperty]
    public MoveForm Move { get; set; } = new();

    [BindProperty]
    public WithdrawalForm Withdrawal { get; set; } = new();

    [BindProperty]
    public LeaveForm Leave { get; set; } = new();

    [BindProperty]
    public ReturnForm Return { get; set; } = new();

    /// <summary>What goes with the whole round has been said, and waits for a tick.</summary>
    public bool MustConfirm =>
        ModelState.GetFieldValidationState($"{nameof(Recusal)}.{nameof(RecusalForm.Confirmed)}") == ModelValidationState.Invalid
        || Recusal.Confirmed;
    public PanelWork.PanelWorkPage View { get; private set; } = null!;
    public bool MayAct => User.Can(Permission.ManageRounds);
    public bool IsOver => clock.UtcNow() > View.Round.ScoringClosesAt;
    public IReadOnlyList<Choice> Members =>
        [
            new("", "Choose"),
            .. View.Members.Where(member => member.LeftAt is null).Select(member => new Choice(member.Id.ToString(), member.Name)),
        ];
    public IReadOnlyList<Choice> Withdrawable =>
        [
            new("", "Choose"),
            .. View
                .Out.Where(row => row is { ReplacedBy: null, WholeRound: 0 })
                .Select(row => new Choice(row.Id.ToString(), $"{row.Assessor}, {row.Reference}")),
        ];
    public IReadOnlyList<Choice> Gone =>
        [
            new("", "Choose"),
            .. View
                .Members.Where(member => member.LeftAt is not null && View.Members.All(other => other.Replaces != member.Name))
                .Select(member => new Choice(member.Id.ToString(), member.Name)),
        ];
    public IReadOnlyList<Choice> Everybody =>
        [new("", "Choose"), .. View.Members.Select(member => new Choice(member.Id.ToString(), member.Name))];

    public sealed class RecusalForm
    {
        public Guid? Assessor { get; set; }
        public string? Reference { get; set; }
        public bool WholeRound { get; set; }
        public bool Confirmed { get; set; }
        public string? Reason { get; set; }
    }

    public sealed class LeaveForm
    {
        public Guid? Assessor { get; set; }
        public string? Reason { get; set; }
    }

    public sealed class ReturnForm
    {
        public Guid? Person { get; set; }
        public string? Reason { get; set; }
    }

    public sealed class WithdrawalForm
    {
        public Guid? Sheet { get; set; }
        public string? Reason { get; set; }
    }

    public sealed class MoveForm
    {
        public Guid? From { get; set; }
        public Guid? To { get; set; }
        public string? Reference { get; set; }
        public string? Reason { get; set; }
    }

    public static string InWords(PanelWork.PanelMemberRow member) =>
        string.Join(
            ". ",
            new[]
            {
                member.JoinedAt is { } joined
                    ? $"Joined on {LondonTime.Date(joined)}{(member.Replaces is null ? "" : $" in place of {member.Replaces}")}"
                    : "Since publication",
                member.LeftAt is { } left ? $"Left on {LondonTime.Date(left)}" : null,
            }.Where(words => words is not null)
        );

    public static string InWords(PanelWork.OutRow row) =>
        $"{row.ConflictKind}{(row.RecusedBy is null ? "" : $" ({row.RecusedBy})")}, since {LondonTime.DateAndTime(row.DeclaredAt!.Value)}."
        + (row.SubmittedAt is { } at ? $" The sheet submitted at {LondonTime.DateAndTime(at)} is out of the count." : "")
        + (row.ReplacedBy is { } other ? $" {other} scores in their place." : "");

    public async Task OnGetAsync()
    {
        await assignAssessors.EnsureAsync(Id);
        View = await db.ReadAsync(work => PanelWork.GetAsync(work, Id));
    }

    public Task<IActionResult> OnPostRecuseAsync() =>
        ActAsync(
            async () =>
                await recuse.RunAsync(
                    User.Actor(),
                    Id,
                    new(Recusal.Assessor ?? Guid.Empty, Recusal.Reference, Recusal.WholeRound, Recusal.Reason, Recusal.Confirmed)
                ),
            nameof(Recusal),
            "Recused. The paper will say so."
        );

    public Task<IActionResult> OnPostLeaveAsync() =>
        ActAsync(
            () => leave.RunAsync(User.Actor(), Id, Leave.Assessor ?? Guid.Empty, Leave.Reason),
            nameof(Leave),
            "They have left the panel. Their scores count as before."
        );

    public async Task<IActionResult> OnPostReturnAsync()
    {
        if (!MayAct)
            return Forbid();
        var outcome = await bringBack.RunAsync(User.Actor(), Id, Return.Person, Return.Reason);
        if (outcome is { IsDone: true, Value: { } done })
            return this.Next(
                Links.Scoring.Assessors(Id),
                $"Back on the panel. Sheets put back: {done.Sheets}. Applications agreed as before: {done.Agreed}."
                    + (
                        done.StayOut.Count > 0
                            ? $" Agreed without them since, so their sheets stay out: {string.Join(", ", done.StayOut)}."
                            : ""
                    )
            );
        await OnGetAsync();
        return this.PageWithErrors(outcome, nameof(Return));
    }

    public Task<IActionResult> OnPostMoveAsync() =>
        ActAsync(
            async () =>
                await moveSheets.RunAsync(
                    User.Actor(),
                    Id,
                    new(Move.From ?? Guid.Empty, Move.To ?? Guid.Empty, Move.Reference, Move.Reason)
                ),
            nameof(Move),
            "The work is moved, and the other assessor is told"
        );

    public Task<IActionResult> OnPostWithdrawAsync() =>
        ActAsync(
            () => withdraw.RunAsync(User.Actor(), Id, Withdrawal.Sheet, Withdrawal.Reason),
            nameof(Withdrawal),
            "Withdrawn. The paper will not list it."
        );

    private async Task<IActionResult> ActAsync(Func<Task<Result>> act, string prefix, string notice)
    {
        if (!MayAct)
            return Forbid();
        var outcome = await act();
        if (outcome.IsDone)
            return this.Next(Links.Scoring.Assessors(Id), notice);
        await OnGetAsync();
        return this.PageWithErrors(outcome, prefix);
    }
}
