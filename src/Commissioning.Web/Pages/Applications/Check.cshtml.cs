using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.WriteApplications), EnableRateLimiting(RateLimits.Upload)]
public sealed class CheckModel(
    MyApplication myApplication,
    MyCopy myCopy,
    SubmitApplication submitApplication,
    CertificateQueries certificates,
    TimeProvider clock
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public bool Agreed { get; set; }

    [BindProperty]
    public string? DeclaredName { get; set; }
    public MyApplication.ApplicationTasks View { get; private set; } = null!;
    public SubmittedCopyModel Copy { get; private set; } = null!;
    public Refusal? WhyNot { get; private set; }

    /// <summary>Null unless somebody else is named to send it.</summary>
    public Refusal? WhyAnotherSends { get; private set; }

    /// <summary>Null unless a second person certifies it.</summary>
    public CertificateQueries.CertificateView? Certificate { get; private set; }
    public string Title =>
        WhyNot is not null ? "Your answers"
        : Certificate is not null ? "Check your answers"
        : "Check your answers and send";

    public async Task<IActionResult> OnGetAsync()
    {
        DeclaredName = User.Actor().Name;
        return await LoadAsync();
    }

    private async Task<IActionResult> LoadAsync()
    {
        View = await myApplication.GetAsync(User.Actor(), Id);
        if (View.Application.Status == ApplicationStatus.Submitted)
            return this.Next(Links.Applications.Receipt(Id));
        Copy = new((await myCopy.GetAsync(User.Actor(), Id)).Copy, document => Links.Applications.Document(Id, document)) { Draft = Id };
        WhyNot = ApplicationRules.WhyCannotChange(
            View.Setup.Round,
            View.Application.Status,
            View.Application.Channel,
            View.Application.ClosesAt,
            clock.UtcNow()
        );
        if (WhyNot is not null)
            return Page();
        WhyAnotherSends = await submitApplication.WhyAnotherSendsAsync(User.Actor(), Id);
        if (CertificateRules.Asks(View.Setup.Round.Policy, View.Application.Channel))
            Certificate = await certificates.GetMineAsync(User.Actor(), Id);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await LoadAsync() is not PageResult)
            return this.Next(Links.Applications.Receipt(Id));
        if (WhyNot is null && this.AnyErrors(ApplicationRules.WhyDeclarationIsIncomplete(DeclaredName, Agreed)))
            return this.PageWithErrors();
        var outcome = await submitApplication.RunAsync(User.Actor(), Id, DeclaredName, Agreed);
        // Another tab or a colleague may have sent it a moment before.
        return outcome.IsDone || await LoadAsync() is not PageResult
            ? this.Next(Links.Applications.Receipt(Id))
            : this.PageWithErrors(outcome);
    }
}
