using System.Text;
using Commissioning.Domain.Audit;
using Commissioning.Features;
using Commissioning.Features.Accounts;
using Commissioning.Web.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QRCoder;

namespace Commissioning.Web.Pages.Accounts;

[RequiresSignIn]
public sealed class AuthenticatorModel(UserManager<Person> users, SignInSteps signIn, Office office) : PageModel
{
    [BindProperty] public string? Code { get; set; }
    public string Key { get; private set; } = "";
    public string Picture { get; private set; } = "";
    public bool IsSetUp { get; private set; }
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    public async Task OnGetAsync() => await LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var person = await LoadAsync();
        if (IsSetUp) return this.Next(Links.Accounts.Authenticator);
        if (!await users.VerifyTwoFactorTokenAsync(person, TokenOptions.DefaultAuthenticatorProvider, Code?.Replace(" ", "", StringComparison.Ordinal) ?? ""))
            return this.PageWithErrors(new("That code is not the one the app shows now. Wait for the next one and enter it within 30 seconds.", "Code"));
        person.Doing = AuditAction.AuthenticatorSetUp;
        await users.SetTwoFactorEnabledAsync(person, true);
        RecoveryCodes = (await users.GenerateNewTwoFactorRecoveryCodesAsync(person, 8))!.ToList();
        await signIn.DoneAsync(person, secondFactor: true);
        return Page();
    }

    public async Task<IActionResult> OnPostReplaceAsync()
    {
        // Only a session that gave the present code may replace it; one with a password alone never gets here with it set up.
        var person = await LoadAsync();
        if (!User.HasClaim(claim => claim.Type == PrincipalExtensions.SecondFactorClaim)) return Forbid();
        person.Doing = AuditAction.AuthenticatorSetUp;
        await users.SetTwoFactorEnabledAsync(person, false);
        await users.ResetAuthenticatorKeyAsync(person);
        await signIn.DoneAsync(person, secondFactor: false);
        return this.Next(Links.Accounts.Authenticator);
    }

    private async Task<Person> LoadAsync()
    {
        var person = (await users.GetUserAsync(User))!;
        IsSetUp = person.TwoFactorEnabled;
        if (IsSetUp) return person;
        if (await users.GetAuthenticatorKeyAsync(person) is null) await users.ResetAuthenticatorKeyAsync(person);
        Key = (await users.GetAuthenticatorKeyAsync(person))!;
        var address = $"otpauth://totp/{Uri.EscapeDataString(office.ServiceName)}:{Uri.EscapeDataString(person.Email)}?secret={Key}&issuer={Uri.EscapeDataString(office.ServiceName)}";
        using var code = new QRCodeGenerator().CreateQrCode(address, QRCodeGenerator.ECCLevel.Q);
        Picture = "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(new SvgQRCode(code).GetGraphic(5)));
        return person;
    }
}
