using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features;
using Commissioning.Features.Accounts;
using Commissioning.Platform.Data;
using Commissioning.Web.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QRCoder;

namespace Commissioning.Web.Pages.Accounts;

[RequiresSignIn]
public sealed class AuthenticatorModel(
    UserManager<Person> users,
    SignInService signIn,
    AuthenticatorApp authenticator,
    Db db,
    Office office
) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>Handed over by an administrator, for the first phone.</summary>
    [BindProperty]
    public string? SetUpCode { get; set; }

    [BindProperty]
    public string? Proof { get; set; }
    public string Key { get; private set; } = "";
    public string Picture { get; private set; } = "";
    public bool IsSetUp { get; private set; }

    /// <summary>Why this session may not set up an app; null when it may. A password alone must not be a way around the passkey.</summary>
    public string? Closed { get; private set; }
    public int CodesLeft { get; private set; }
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    public async Task OnGetAsync() => await LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var person = await LoadAsync();
        if (Closed is not null)
            return this.PageWithErrors(new(Closed));
        if (Key.Length == 0)
            return this.Next(Links.Accounts.Authenticator);
        var confirmed = await authenticator.ConfirmAsync(person, User.Session(), AuthenticatorApp.Plain(Code), SetUpCode);
        if (!confirmed.IsDone)
            return this.PageWithErrors(confirmed);
        RecoveryCodes = confirmed.Value!;
        await signIn.DoneAsync((await users.FindByIdAsync(person.Id.ToString()))!, new(SignInKind.Code), secondFactor: true);
        return Page();
    }

    public async Task<IActionResult> OnPostReplaceAsync()
    {
        var person = (await users.GetUserAsync(User))!;
        if (await WhyNotProvenAsync(person) is { } refusal)
            return await AgainAsync(refusal);
        await authenticator.PendingKeyAsync((await users.FindByIdAsync(person.Id.ToString()))!, User.Session());
        return this.Next(Links.Accounts.Authenticator);
    }

    public async Task<IActionResult> OnPostCodesAsync()
    {
        var person = (await users.GetUserAsync(User))!;
        if (await WhyNotProvenAsync(person) is { } refusal)
            return await AgainAsync(refusal);
        RecoveryCodes = (await authenticator.MakeCodesAsync(person)).Value!;
        return Page();
    }

    public async Task<IActionResult> OnPostKeepAsync()
    {
        if (await users.GetUserAsync(User) is { TwoFactorEnabled: true } person && !User.NeedsSecondFactor())
            await authenticator.ForgetPendingAsync(person);
        return this.Next(Links.Accounts.Authenticator);
    }

    private async Task<PageResult> AgainAsync(Refusal refusal)
    {
        await LoadAsync();
        return this.PageWithErrors(refusal);
    }

    private async Task<Refusal?> WhyNotProvenAsync(Person person) =>
        person.TwoFactorEnabled ? await signIn.WhyNotProvenAsync(person, Proof) : new("Set up your authenticator app first");

    private async Task<Person> LoadAsync()
    {
        var person = (await users.GetUserAsync(User))!;
        IsSetUp = person.TwoFactorEnabled;
        if (User.NeedsSecondFactor())
        {
            if (IsSetUp)
                Closed = "Sign in with your code first";
            else if ((await db.ReadAsync(work => Passkeys.ListAsync(work, person.Id))).Count > 0)
                Closed = "Sign in with your passkey first. If you have lost it, ask an administrator of the portal.";
            if (Closed is not null)
                return person;
        }
        if (IsSetUp && authenticator.WaitingKey(person, User.Session()) is null)
        {
            CodesLeft = await authenticator.CodesLeftAsync(person);
            return person;
        }
        Key = await authenticator.PendingKeyAsync(person, User.Session());
        var address =
            $"otpauth://totp/{Uri.EscapeDataString(office.ServiceName)}:{Uri.EscapeDataString(person.Email)}?secret={Key}&issuer={Uri.EscapeDataString(office.ServiceName)}";
        using var code = new QRCodeGenerator().CreateQrCode(address, QRCodeGenerator.ECCLevel.Q);
        Picture = "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(new SvgQRCode(code).GetGraphic(5)));
        return person;
    }
}
