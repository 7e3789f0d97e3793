using Commissioning.Domain.Accounts;
using Commissioning.Features;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

/// <summary>What the organisation owes of a grant, how to pay it, and what was received.</summary>
[Requires(Permission.WriteApplications)]
public sealed class MyRecoveryModel(Db db, Office office) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public IReadOnlyList<RecoveryInvoiceQueries.InvoicePage> Invoices { get; private set; } = [];
    public string HowToPay => office.HowToPayBack;
    public string Phone => office.ContactPhone;
    public string Email => office.ContactEmail;

    public async Task OnGetAsync() => Invoices = await db.ReadAsync(work => RecoveryInvoiceQueries.MineAsync(work, User.Actor(), Id));
}
