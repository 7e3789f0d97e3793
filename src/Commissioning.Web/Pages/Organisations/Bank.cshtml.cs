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
    ProposeBankDetails propose,
    AddBankProof addProof,
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
    public CallNumberSource? CallFrom { get; set; }

    [BindProperty]
    public string? CallSource { get; set; }

    [BindProperty]
    public string? CallPerson { get; set; }

    [BindProperty]
    public string? CallRole { get; set; }

    [BindProperty]
    public string? CallDigits { get; set; }

    [BindProperty]
    public DateParts CallOn { get; set; } = new();

    [BindProperty]
    public string? CallTime { get; set; }

    [BindProperty]
    public string? CallNote { get; set; }

    [BindProperty]
    public IFormFile? Proof { get; set; }

    [BindProperty]
    public string? DecidedNote { get; set; }
    public BankDetailsQueries.BankDetailsCheck View { get; private set; } = null!;

    public BankCheck Check => View.CheckWith(office);
    public BankHold? Hold => Check.Hold;
    public bool NeedsCall => Check.NeedsCall;
    public string LargeFrom => Money.FromPounds(office.FirstAccountCallFrom).ToShortString();

    /// <summary>Null until finance asks for it.</summary>
    public BankAccount? Account { get; private set; }

    public static readonly IReadOnlyList<Choice> Results = Enum.GetValues<PayeeResult>()
        .Select(result => new Choice(result.ToString(), BankRules.Name(result)))
        .ToList();

    public static readonly IReadOnlyList<Choice> Sources = Enum.GetValues<CallNumberSource>()
        .Select(source => new Choice(source.ToString(), BankRules.Name(source)))
        .ToList();

    public enum Decision
    {
        Refuse,
        Propose,
        Confirm,
    }

    public string CallInWords(DateTime called)
    {
        var details = View.Details;
        var from =
            details.CallFrom is { } source && source != CallNumberSource.KnownBefore
                ? $" ({BankRules.Name(source)}: {details.CallSource})"
                : "";
        return $"{details.CallNumber}{from}, {LondonTime.DateAndTime(called)}: {details.CallPerson}, {details.CallRole}, read out the last four digits. {details.CallNote} ({details.CalledBy})";
    }

    public string FateInWords(BankState state, DateTime? at, string? note) =>
        Name(state).ToLowerInvariant()
        + (at is { } day && state != BankState.Given ? $" ({LondonTime.Date(day)})" : "")
        + (state == BankState.Refused ? $". {note}" : "");

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
            () =>
                callBack.RunAsync(
                    User.Actor(),
                    Id,
                    new(CallPerson, CallRole, CallNumber, CallFrom, CallSource, CallDigits, CallOn.ToDate(), CallTime, CallNote)
                ),
            "The call-back is saved. Someone else must confirm the details."
        );

    public async Task<IActionResult> OnPostProofAsync()
    {
        var proof = await this.ReadUploadAsync(Proof, nameof(Proof));
        await OnGetAsync();
        return ModelState.IsValid
            ? await DoneAsync(
                User.Can(Permission.CheckBankDetails),
                () => addProof.RunAsync(User.Actor(), Id, proof),
                "The document is added"
            )
            : this.PageWithErrors();
    }

    public Task<IActionResult> OnPostDecideAsync(Decision decision) =>
        decision switch
        {
            Decision.Confirm => DoneAsync(
                User.Can(Permission.CheckBankDetails),
                () => confirmDetails.RunAsync(User.Actor(), Id, DecidedNote),
                "Payments may go to this account"
            ),
            Decision.Propose => DoneAsync(
                User.Can(Permission.CheckBankDetails),
                () => propose.RunAsync(User.Actor(), Id, DecidedNote),
                "Proposed. Another person must confirm the account."
            ),
            _ => DoneAsync(
                User.Can(Permission.CheckBankDetails),
                () => refuse.RunAsync(User.Actor(), Id, DecidedNote),
                "The bank details are refused"
            ),
        };

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
