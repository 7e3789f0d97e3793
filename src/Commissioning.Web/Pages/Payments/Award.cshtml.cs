using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Monitoring;
using Commissioning.Features.Organisations;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ViewAwards)]
public sealed class AwardModel(AwardPayments payments, RequestPayment requestPayment, RecordInstalmentCondition record, Db db)
    : PageModel,
        IDuplicateForm
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public PaymentForm Form { get; set; } = new();

    [BindProperty]
    public bool NotDuplicate { get; set; }

    [BindProperty]
    public string? WhyNotDuplicate { get; set; }
    public bool MayBeDuplicate { get; private set; }
    public AwardPayments.AwardPaymentsPage View { get; private set; } = null!;

    public sealed class PaymentForm
    {
        public int? Instalment { get; set; }
        public string? Amount { get; set; }
        public string? Reason { get; set; }
    }

    [BindProperty]
    public Guid Person { get; set; }

    [BindProperty]
    public string? ExceptReason { get; set; }

    /// <summary>Finance officers who had a part in choosing this application.</summary>
    public IReadOnlyList<Separation.InvolvedPerson> Involved { get; private set; } = [];

    /// <summary>The body that holds the organisation's money. Null: none is recorded.</summary>
    public HostQueries.Link? Holder { get; private set; }

    /// <summary>Why payment must wait.</summary>
    public IReadOnlyList<string> Holds { get; private set; } = [];

    public IReadOnlyList<Choice> Instalments() =>
        View
            .Instalments.Select(one => new Choice(
                one.Position.ToString(CultureInfo.InvariantCulture),
                $"Instalment {one.Position}: {one.Left} left of {one.Amount}, due {LondonTime.Date(one.DueOn)}"
            ))
            .ToList();

    /// <summary>Its agreement asks for a certificate of how it was used.</summary>
    public bool OwesUseCertificate { get; private set; }

    public IReadOnlyList<RecoveryInvoiceQueries.InvoiceRow> Recoveries { get; private set; } = [];

    public async Task OnGetAsync()
    {
        View = await payments.GetAsync(Id);
        Holder = (
            await db.ReadAsync(async work => await HostQueries.OfAsync(work, await AwardPayments.OrganisationAsync(work, Id)))
        ).FirstOrDefault(link => link is { IsHosted: true, Kind: HostKind.FiscalHost } && link.IsOn(View.Today));
        Holds = await db.ReadAsync(work => PaymentHolds.GetAsync(work, View.Award.ApplicationId));
        Recoveries = await db.ReadAsync(work => RecoveryInvoiceQueries.OfAwardAsync(work, Id));
        OwesUseCertificate = await db.ReadAsync(work => UseCertificates.StateAsync(work, Id)) is not null;
        Involved = await db.ReadAsync(work => Separation.InvolvedAsync(work, View.Award.ApplicationId));
        Form.Instalment ??= View.Instalments.FirstOrDefault(one => one.Left > Money.Zero)?.Position;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!User.Can(Permission.RequestPayments))
            return Forbid();
        await OnGetAsync();
        var amount = this.ReadMoney(Form.Amount, nameof(Form.Amount), "Enter an amount in pounds and pence, such as 2500 or 2,500.00");
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await requestPayment.RunAsync(User.Actor(), Id, amount, Form.Reason, Form.Instalment, ((IDuplicateForm)this).Said);
        MayBeDuplicate = NotDuplicate || outcome.FirstRefusal?.Field == nameof(NotDuplicate);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(
                Links.Payments.Award(Id),
                $"{amount?.ToString() ?? "All that was left of the instalment"} requested. Someone else must approve it."
            );
    }

    public async Task<IActionResult> OnPostExceptAsync([FromServices] ExceptFromSeparation except)
    {
        if (!User.Can(Permission.ExceptFromSeparation))
            return Forbid();
        await OnGetAsync();
        var result = await except.RunAsync(User.Actor(), View.Award.ApplicationId, Person, ExceptReason);
        return result.IsDone ? this.Next(Links.Payments.Award(Id), "The exception is recorded") : this.PageWithErrors(result, "");
    }

    public async Task<IActionResult> OnPostMetAsync([FromQuery] int position)
    {
        if (!User.Can(Permission.RequestPayments))
            return Forbid();
        await OnGetAsync();
        var outcome = await record.RunAsync(User.Actor(), Id, position);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Payments.Award(Id), $"The condition of instalment {position} is met");
    }
}
