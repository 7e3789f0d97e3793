using Commissioning.Features.Payments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web;

/// <summary>Redirects after something was done with several payments, and says what was done and what was refused.</summary>
public static class DonePaymentsNotice
{
    // The notice travels in a cookie, which has its limit.
    private const int MostNamed = 20;

    public static RedirectResult Next(this PageModel page, string url, DonePayments done, string verb)
    {
        if (done.Refused.Count > 0)
            page.TempData["Refused"] = done
                .Refused.Take(MostNamed)
                .Select(one => $"{one.Reference}, {one.Organisation}: {one.Why}")
                .Append(done.Refused.Count > MostNamed ? $"and {done.Refused.Count - MostNamed} more" : null)
                .OfType<string>()
                .ToArray();
        return page.Next(
            url,
            done.Count == 0 ? null
                : done.Count == 1 ? $"1 payment {verb}: {done.Total}"
                : $"{done.Count} payments {verb}: {done.Total}"
        );
    }
}
