using Commissioning.Domain.Accounts;
using Commissioning.Features.Funds;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ManageRounds)]
public sealed class NewRoundModel(CreateRound createRound) : PageModel, IRoundFormPage
{
    [BindProperty]
    public RoundForm Form { get; set; } = new();

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        if (string.IsNullOrWhiteSpace(Form.FundName))
            this.AddError(nameof(Form.FundName), "Enter the fund's name, for example Commissioner's Safety Fund");
        if (Form.Prefix is not { Length: > 0 and <= 6 } || !Form.Prefix.All(char.IsAsciiLetterUpper))
            this.AddError(nameof(Form.Prefix), "Enter one to six capital letters for the references, for example CSF");
        var (details, wrong) = Form.Read();
        if (this.AnyErrors(wrong) || details is null)
            return this.PageWithErrors();
        var outcome = await createRound.RunAsync(User.Actor(), new(Form.FundName!.Trim(), Form.Prefix!, details));
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Funds.Round(outcome.Value), "Round created. Check its questions, criteria and panel, then publish it.");
    }
}
