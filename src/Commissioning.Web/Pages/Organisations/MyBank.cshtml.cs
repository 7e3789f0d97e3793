using Commissioning.Domain.Accounts;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Organisations;

/// <summary>An organisation's members give its bank account here, or an officer enters it from paper.</summary>
[Requires(Permission.WriteApplications)]
[EnableRateLimiting(RateLimits.Upload)]
public sealed class MyBankModel(Db db, GiveBankDetails giveBankDetails, AffirmBankDetails affirm) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public AccountForm Form { get; set; } = new();
    public string Organisation { get; private set; } = "";
    public IReadOnlyList<BankDetailsQueries.MyBankDetails> Rows { get; private set; } = [];

    /// <summary>True after the modulus check failed once, so that the person may confirm the numbers.</summary>
    public bool MayInsist { get; private set; }

    public sealed class AccountForm
    {
        public string? AccountName { get; set; }
        public string? SortCode { get; set; }
        public string? AccountNumber { get; set; }
        public IFormFile? Proof { get; set; }
        public bool Insists { get; set; }
    }

    public async Task OnGetAsync() =>
        (Organisation, Rows) = await db.ReadAsync(work => BankDetailsQueries.MineAsync(work, User.Actor(), Id));

    public async Task<IActionResult> OnPostAffirmAsync([FromQuery] Guid details)
    {
        await OnGetAsync();
        var outcome = await affirm.RunAsync(User.Actor(), Id, details);
        return outcome.IsDone
            ? this.Next(Links.Organisations.MyBank(Id), "Thank you. We check the account again, and then we pay.")
            : this.PageWithErrors(outcome);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var proof = await this.ReadUploadAsync(Form.Proof, nameof(Form.Proof));
        MayInsist = Form.Insists;
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var refusals = await giveBankDetails.RunAsync(
            User.Actor(),
            Id,
            Form.AccountName,
            Form.SortCode,
            Form.AccountNumber,
            Form.Insists,
            proof
        );
        MayInsist = Form.Insists || refusals.Refusals.Contains(GiveBankDetails.NumbersDoNotFit);
        return this.AnyErrors(refusals)
            ? this.PageWithErrors()
            : this.Next(Links.Organisations.MyBank(Id), "We have your bank details. We will check them before we pay.");
    }
}
