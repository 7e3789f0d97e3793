using Commissioning.Features.Payments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web;

/// <summary>What was done with several payments, in words.</summary>
public static class DonePaymentsNotice
{
    public static RedirectResult Next(this PageModel page, string url, DonePayments done, string verb)
    {
        string?[] notices =
        [
            done.Count == 0 ? null
            : done.Count == 1 ? $"1 payment {verb}: {done.Total}"
            : $"{done.Count} payments {verb}: {done.Total}",
            done.Waiting == 0 ? null
            : done.Waiting == 1 ? "1 payment waits for a second approval"
            : $"{done.Waiting} payments wait for a second approval",
        ];
        var notice = string.Join(". ", notices.OfType<string>());
        return page.Next(
            url,
            notice.Length == 0 ? null : notice,
            [.. done.Refused.Select(one => $"{one.Reference}, {one.Organisation}: {one.Why}")]
        );
    }
}
