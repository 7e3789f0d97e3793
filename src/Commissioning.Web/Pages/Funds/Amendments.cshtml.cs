using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ViewRounds)]
public sealed class AmendmentsModel(Db db, DecideAmendment decide, WithdrawAmendmentRequest withdraw) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Answer { get; set; }
    public Round Round { get; private set; } = null!;
    public Guid Me => User.Actor().Id;
    private IReadOnlyList<RoundAmendment> Amendments { get; set; } = [];
    public IEnumerable<RoundAmendment> Waiting => Amendments.Where(amendment => amendment.Approved is null);
    public IEnumerable<RoundAmendment> Answered => Amendments.Where(amendment => amendment.Approved is not null);

    public bool MayAnswer(RoundAmendment amendment) => DecideAmendment.MayAnswer(amendment.Kind, User.Can);

    public static string InWords(RoundAmendment row) =>
        row.AnsweredAt is not { } at
            ? "Needed no second person"
            : $"{(row.Approved == true ? "Approved" : "Refused")} by {row.AnsweredByName}, {LondonTime.DateAndTime(at)}. {row.Answer}";

    public async Task OnGetAsync() =>
        (Round, Amendments) = await db.ReadAsync(async work =>
            (await RoundReader.GetAsync(work, Id), await AmendmentQueries.OfRoundAsync(work, Id))
        );

    public async Task<IActionResult> OnPostAnswerAsync([FromQuery] Guid amendment, bool approve)
    {
        await OnGetAsync();
        if (Amendments.FirstOrDefault(one => one.Id == amendment) is not { } request)
            return NotFound();
        if (!MayAnswer(request))
            return Forbid();
        var outcome = await decide.RunAsync(User.Actor(), amendment, approve, Answer);
        if (outcome.IsDone)
            return this.Next(Links.Funds.Amendments(Id), approve ? "Approved. The change is made." : "Refused. Nothing has changed.");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    public async Task<IActionResult> OnPostWithdrawAsync([FromQuery] Guid amendment)
    {
        await OnGetAsync();
        if (!User.Can(Permission.ManageRounds))
            return Forbid();
        if (Amendments.All(one => one.Id != amendment))
            return NotFound();
        var outcome = await withdraw.RunAsync(User.Actor(), amendment);
        return outcome.IsDone ? this.Next(Links.Funds.Amendments(Id), "Your request is taken back") : this.PageWithErrors(outcome);
    }
}
