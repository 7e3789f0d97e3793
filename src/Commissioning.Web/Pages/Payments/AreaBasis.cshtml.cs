using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Web.Pages.CspBudgets;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ViewCspBudgets)]
public sealed class AreaBasisModel(Db db, SetAreaPaymentBasis set) : PageModel
{
    private const string LikeTheOthers = "Others";

    [BindProperty]
    public BasisForm Form { get; set; } = new();
    public AreaPayments.AreaPaymentsYear View { get; private set; } = null!;
    public IReadOnlyList<Choice> Areas =>
        [new("", "All areas"), .. View.Lines.Select(line => new Choice(line.AreaId.ToString(), $"{line.Area} only"))];

    public static readonly IReadOnlyList<Choice> Bases =
    [
        .. Enum.GetValues<AreaPaymentBasis>().Select(basis => new Choice(basis.ToString(), AreaPaymentRules.Name(basis))),
        new(LikeTheOthers, "Like the other areas again, where one area differs"),
    ];

    public sealed class BasisForm
    {
        public Guid? Area { get; set; }
        public string? Basis { get; set; }
    }

    public async Task OnGetAsync(string year) => View = await db.ReadAsync(work => AreaPayments.OfYearAsync(work, YearRoute.Read(year)));

    public async Task<IActionResult> OnPostAsync(string year)
    {
        if (!User.Can(Permission.LockLedger))
            return Forbid();
        await OnGetAsync(year);
        AreaPaymentBasis? basis = Enum.TryParse<AreaPaymentBasis>(Form.Basis, out var chosen) && Enum.IsDefined(chosen) ? chosen : null;
        if (basis is null && Form.Basis != LikeTheOthers)
            return this.PageWithErrors(new("Choose in advance or in arrears", nameof(Form.Basis)), nameof(Form));
        var outcome = await set.RunAsync(User.Actor(), View.Year, Form.Area, basis);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome, nameof(Form))
            : this.Next(Links.Payments.AreaBasis(View.Year.ToString()), "How areas are paid is set");
    }
}
