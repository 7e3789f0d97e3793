using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

public sealed class FraudCaseForm
{
    public Guid? Fund { get; set; }
    public string? Reference { get; set; }
    public FraudState? State { get; set; }
    public string? What { get; set; }
    public string? How { get; set; }
    public string? Referrals { get; set; }
    public string? Steps { get; set; }
    public DateParts FoundOn { get; set; } = new();
    public string? Loss { get; set; }
    public string? Prevented { get; set; }
    public string? Recovered { get; set; }
    public bool FromCloseOut { get; set; }

    public static FraudCaseForm From(ReadFraudCase.FraudCasePage view) =>
        new()
        {
            Fund = view.Row.FundId,
            Reference = view.Row.Reference,
            State = view.Row.State,
            What = view.Text.What,
            How = view.Text.How,
            Referrals = view.Text.Referrals,
            Steps = view.Text.Steps,
            FoundOn = DateParts.From(view.Row.FoundOn),
            Loss = view.Row.Loss.ToInput(),
            Prevented = view.Row.Prevented.ToInput(),
            Recovered = view.Row.FromCloseOut ? null : view.Row.Recovered.ToInput(),
            FromCloseOut = view.Row.FromCloseOut,
        };

    public SaveFraudCase.Form Read(PageModel page) =>
        new(
            Fund,
            Reference,
            State,
            What,
            How,
            Referrals,
            Steps,
            FoundOn.ToDate(),
            page.ReadMoney(Loss, "Form.Loss", "Enter what was lost in pounds, or 0"),
            page.ReadMoney(Prevented, "Form.Prevented", "Enter what was prevented in pounds, or 0"),
            FromCloseOut ? Money.Zero : page.ReadMoney(Recovered, "Form.Recovered", "Enter what came back in pounds, or 0"),
            FromCloseOut
        );
}
