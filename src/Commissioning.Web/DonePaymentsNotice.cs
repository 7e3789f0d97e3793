using Commissioning.Features.Payments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web;

/// <summary>What was done with several payments, in words.</summary>
public static class DonePaymentsNotice
{
    public static RedirectResult Next(this PageModel page, string url, DonePayments done, string verb) =>
        page.Next(
            url,
            done.Count == 0 ? null
                : done.Count == 1 ? $"1 payment {verb}: {done.Total}"
                : $"{done.Count} payments {verb}: {done.Total}",
            [.. done.Refused.Select(one => $"{one.Reference}, {one.Organisation}: {one.Why}")]
        );
}
