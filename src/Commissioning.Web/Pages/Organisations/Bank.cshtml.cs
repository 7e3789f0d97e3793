using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Organisations;
using Commissioning.Features;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Organisations;

[Requires(Permission.ViewDueDiligence)]
public sealed class BankModel(
    Db db,
    ShowBankDetails show,
    RecordPayeeCheck payee,
    RecordCallBack callBack,
    ConfirmBankDetails confirmDetails,
    RefuseBankDetails refuse,
    Office office
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public PayeeResult? PayeeResult { get; set; }

    [BindProperty]
    public string? PayeeName { get; set; }

    [BindProperty]
    public string? PayeeNote { get; set; }

    [BindProperty]
    public string? CallNumber { get; set; }

    [BindProperty]
    public string? CallSource { get; set; }

    [BindProperty]
    public string? CallNote { get; set; }

    [BindProperty]
    public string? DecidedNote { get; set; }
    public BankDetailsQueries.BankDetailsCheck View { get; private set; } = null!;

    public BankHold? Hold => View.Details.CheckWith(office.BankHoldDays).Hold;
    public bool NeedsCall => View.Details.CheckWith(office.BankHoldDays).NeedsCall;

    /// <summary>Null until finance asks for it.</summary>
    public BankAccount? Account { get; private set; }

    public static readonly IReadOnlyList<Choice> Results = Enum.GetValues<PayeeResult>()
        .Select(result => new Choice(result.ToString(), BankRules.Name(result)))
        .ToList();

    public async Task OnGetAsync() => View = await db.ReadAsync(work => BankDetailsQueries.GetAsync(work, Id));

    public async Task<IActionResult> OnPostShowAsync()
    {
        if (!User.Can(Permission.CheckBankDetails))
            return Forbid();
        await OnGetAsync();
        Account = await show.RunAsync(User.Actor(), Id);
        Response.Headers.CacheControl = "no-store";
        return Page();
    }

    public Task<IActionResult> OnPostPayeeAsync() =>
        DoneAsync(
            User.Can(Permission.CheckBankDetails),
            () => payee.RunAsync(User.Actor(), Id, PayeeResult, PayeeName, PayeeNote),
            "The bank's answer is saved"
        );

    public Task<IActionResult> OnPostCallAsync() =>
        DoneAsync(
            User.Can(Permission.CheckBankDetails) || User.Can(Permission.ManageDueDiligence),
            () => callBack.RunAsync(User.Actor(), Id, CallNumber, CallNote, CallSource),
            "The call-back is saved. Someone else must confirm the details."
        );

    public Task<IActionResult> OnPostDecideAsync(bool confirm) =>
        DoneAsync(
            User.Can(Permission.CheckBankDetails),
            () => confirm ? confirmDetails.RunAsync(User.Actor(), Id, DecidedNote) : refuse.RunAsync(User.Actor(), Id, DecidedNote),
            confirm ? "Payments may go to this account" : "The bank details are refused"
        );

    private async Task<IActionResult> DoneAsync(bool may, Func<Task<Result>> change, string notice)
    {
        if (!may)
            return Forbid();
        var outcome = await change();
        if (outcome.IsDone)
            return this.Next(Links.Organisations.Bank(Id), notice);
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    public static string Name(BankState state) =>
        state switch
        {
            BankState.Given => "Waiting to be checked",
            _ => state.ToString(),
        };

    public static string Colour(BankState state) =>
        state switch
        {
            BankState.Given => "blue",
            BankState.Confirmed => "green",
            BankState.Refused => "red",
            _ => "grey",
        };
}
