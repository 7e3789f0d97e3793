using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Applications;

/// <summary>Open to the public: an auditor or a court may hold the file without an account.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIn)]
public sealed class CheckCopyModel(CopyCheck copyCheck) : PageModel
{
    [BindProperty]
    public IFormFile? Copy { get; set; }
    public bool IsChecked { get; private set; }
    public CopyCheck.Agreement? Agreement { get; private set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Copy is null)
            return this.PageWithErrors(new("Choose a file first", nameof(Copy)));
        if (Copy.Length > CopyCheck.MostBytes)
            return this.PageWithErrors(new("The file is larger than 1 MB, so it was not downloaded from a receipt", nameof(Copy)));
        using var content = new MemoryStream();
        await Copy.CopyToAsync(content);
        if (!CopyCheck.IsCopy(content.ToArray()))
            return this.PageWithErrors(
                new(
                    "This is not the file that the receipt offers, whose name ends in .json. Open the receipt, choose Prove later what you sent, and download what we received as a file",
                    nameof(Copy)
                )
            );
        (IsChecked, Agreement) = (true, await copyCheck.FindAsync(content.ToArray()));
        return Page();
    }
}
