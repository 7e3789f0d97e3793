using Commissioning.Domain;
using Commissioning.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Settings;

internal static class SettingPages
{
    /// <summary>Null when a form was opened on the version that holds; otherwise its page, which says who set another one meanwhile. The
    /// form then has the version of now, so that saving again replaces it.</summary>
    /// <param name="seen">The version in the form.</param>
    public static IActionResult? IfStale(this PageModel page, int seen, int now, string? setBy)
    {
        if (seen == now)
            return null;
        page.ModelState.Remove("Version");
        return page.PageWithErrors(OfficeSettings.WhyChangedMeanwhile(setBy));
    }

    /// <summary>On to the next page, or the same page with what is wrong.</summary>
    public static IActionResult AfterSaving(this PageModel page, Result result, string next, string notice) =>
        result.IsDone ? page.Next(next, notice) : page.PageWithErrors(result);
}
