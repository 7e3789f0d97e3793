using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features.Applications;
using Commissioning.Features.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Applications;

/// <summary>A second person reads an application and certifies it, which sends it, or sends it back to who finished it.</summary>
[Requires(Permission.Apply), EnableRateLimiting(RateLimits.Upload)]
public sealed class CertifyModel(
    MyApplication myApplication,
    CertificateQueries certificates,
    CertifyApplication certify,
    SendBackCertificate sendBack,
    AcceptInvitation accept
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public bool Agreed { get; set; }

    [BindProperty]
    public string? CertifiedName { get; set; }

    [BindProperty]
    public string? Note { get; set; }
    public CertificateQueries.CertificateView View { get; private set; } = null!;
    public DateTime ClosesAt { get; private set; }

    /// <summary>Somebody who was invited joins first; null for a member.</summary>
    public CertificateQueries.InvitationToCertify? Invitation { get; private set; }

    public async Task OnGetAsync()
    {
        Invitation = await certificates.InvitationAsync(User.Actor(), Id);
        if (Invitation is not null)
            return;
        View = await certificates.GetMineAsync(User.Actor(), Id);
        ClosesAt = ApplicationRules.ClosesFor((await myApplication.GetAsync(User.Actor(), Id)).Setup.Round, View.Application.ClosesAt);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (Invitation is not null)
            return Page();
        if (View.WhyNot is null && this.AnyErrors(CertificateRules.WhyIncomplete(CertifiedName, Agreed)))
            return this.PageWithErrors();
        var outcome = await certify.RunAsync(User.Actor(), Id, CertifiedName, Agreed);
        return outcome.IsDone ? this.Next(Links.Applications.Receipt(Id)) : this.PageWithErrors(outcome);
    }

    public async Task<IActionResult> OnPostBackAsync()
    {
        await OnGetAsync();
        if (Invitation is not null)
            return Page();
        var outcome = await sendBack.RunAsync(User.Actor(), Id, Note);
        return outcome.IsDone ? this.Next(Links.Casework.Work, "The application is sent back") : this.PageWithErrors(outcome);
    }

    public async Task<IActionResult> OnPostJoinAsync()
    {
        await OnGetAsync();
        if (Invitation is { } invitation)
            await accept.RunAsync(User.Actor(), invitation.OrganisationId);
        return this.Next(Links.Applications.Certify(Id));
    }
}
