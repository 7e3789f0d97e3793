using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Features.Audit;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Audit;

[Requires(Permission.ViewAudit)]
public sealed class VerifyModel(SignedEnd end, VerifyAudit verify) : PageModel
{
    // Each reads the whole trail.
    private static readonly SemaphoreSlim One = new(1);

    /// <summary>An end of the trail that the auditor kept.</summary>
    [BindProperty]
    public string? Head { get; set; }
    public SignedEnd.SignedState State { get; private set; } = null!;
    public VerifyAudit.AuditVerification? Found { get; private set; }

    public async Task OnGetAsync() => State = await end.GetAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        AuditHead? kept = null;
        if (!string.IsNullOrWhiteSpace(Head))
        {
            var read = AuditHead.Of(Head);
            if (!read.IsDone)
            {
                State = await end.GetAsync();
                return this.PageWithErrors(read);
            }
            kept = read.Value;
        }
        await One.WaitAsync(HttpContext.RequestAborted);
        try
        {
            Found = await verify.RunAsync(kept);
        }
        finally
        {
            One.Release();
        }
        State = await end.GetAsync();
        return Page();
    }
}
