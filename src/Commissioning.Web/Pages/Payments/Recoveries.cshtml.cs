using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ViewAwards)]
public sealed class RecoveriesModel(Db db, Office office, TimeProvider clock) : PageModel
{
    public ListView View { get; private set; } = null!;
    public Office Office => office;

    /// <summary>When reminders are sent, in words.</summary>
    public string Reminders => RecoveryInvoiceRules.InWords(days);

    public bool IsDefault =>
        office.RecoveryDays == RecoveryInvoiceRules.DefaultDays && days.SequenceEqual(RecoveryInvoiceRules.DefaultReminderDays);
    private IReadOnlyList<int> days = [];

    public async Task<IActionResult> OnGetAsync()
    {
        days = await db.ReadAsync(work => OfficeSettings.RecoveryDaysAsync(work, office));
        var list = RecoveryInvoiceList.Of(clock.Today(), days);
        if (ListDownload.Of(this, list) is { } file)
            return file;
        View = await db.ReadAsync(work => ListView.OfAsync(this, work, list));
        return Page();
    }
}
