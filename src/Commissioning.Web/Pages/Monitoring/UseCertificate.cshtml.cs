using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Monitoring;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Monitoring;

/// <summary>How a grant was used, as its holder signed it: an officer checks it, or two go without it.</summary>
[Requires(Permission.ViewAwards)]
public sealed class UseCertificateModel(Db db, ReviewUseCertificate review, AskToWaiveCertificate ask, DecideCertificateWaiver decide)
    : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? ReviewNote { get; set; }

    [BindProperty]
    public string? WaiverReason { get; set; }
    public UseCertificates.CertificatePage View { get; private set; } = null!;
    public bool MayReview => User.Can(Permission.ReviewMonitoring);
    public Refusal? WhyCannotReview =>
        UseCertificateRules.WhyCannotReview(
            View.Row.State,
            View.Standing?.SignedBy,
            View.Row.ExaminerGivenBy,
            User.Actor().Id,
            true,
            View.Final?.Status,
            null
        );
    public string State => View.Row.State == UseCertificateState.Sent ? "Signed, to be checked" : MyUseCertificateModel.InWords(View.Row);

    public async Task OnGetAsync() => View = await db.ReadAsync(work => UseCertificates.GetAsync(work, Id));

    public Task<IActionResult> OnPostReviewAsync(Guid copy, bool accept) =>
        AfterAsync(
            () => review.RunAsync(User.Actor(), Id, copy, accept, ReviewNote),
            accept ? "The certificate is accepted" : "The organisation is asked to put it right"
        );

    public Task<IActionResult> OnPostAskWaiverAsync() =>
        AfterAsync(() => ask.RunAsync(User.Actor(), Id, WaiverReason), "Another officer is asked");

    public Task<IActionResult> OnPostWaiveAsync(bool agree) =>
        AfterAsync(
            () => decide.RunAsync(User.Actor(), Id, agree),
            agree ? "The certificate is no longer needed" : "The certificate is still needed"
        );

    public static string InWords(UseCopyState state) =>
        state switch
        {
            UseCopyState.Sent => "To be checked",
            UseCopyState.Accepted => "Accepted",
            UseCopyState.SentBack => "Sent back",
            _ => "Out of date",
        };

    public static string Colour(UseCopyState state) =>
        state switch
        {
            UseCopyState.Sent => "blue",
            UseCopyState.Accepted => "green",
            _ => "grey",
        };

    private async Task<IActionResult> AfterAsync(Func<Task<Result>> change, string notice)
    {
        if (!MayReview)
            return Forbid();
        var outcome = await change();
        if (outcome.IsDone)
            return this.Next(Links.Monitoring.UseCertificate(Id), notice);
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
