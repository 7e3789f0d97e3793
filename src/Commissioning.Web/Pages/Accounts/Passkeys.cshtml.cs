using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Accounts;
using Commissioning.Platform.Data;
using Commissioning.Web.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Accounts;

/// <summary>A session without its second factor may not add a passkey, which would bypass that factor. Adding and removing need a new
/// verification.</summary>
[RequiresSignIn]
public sealed class PasskeysModel(
    UserManager<Person> users,
    SignInManager<Person> identity,
    Db db,
    AddPasskey add,
    RenamePasskey rename,
    RemovePasskey remove,
    SignInService signIn,
    AccountSettings settings
) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Proof { get; set; }
    public IReadOnlyList<Passkey> Passkeys { get; private set; } = [];

    public bool HasApp { get; private set; }

    /// <summary>Applicants have no password and no app: they must have signed in lately instead.</summary>
    public bool AsksProof { get; private set; }
    public bool MustUseDirectory { get; private set; }
    public string DirectoryName => settings.Directory.Name;

    public async Task OnGetAsync()
    {
        var person = (await users.GetUserAsync(User))!;
        HasApp = person.TwoFactorEnabled;
        AsksProof = HasApp || person.PasswordHash is not null;
        MustUseDirectory = await signIn.MustUseDirectoryAsync(person);
        Passkeys = await db.ReadAsync(work => Features.Accounts.Passkeys.ListAsync(work, person.Id));
        Name ??= signIn.DeviceWords;
    }

    /// <summary>Options for the browser's passkey request. The challenge is in a cookie, so any node can handle the answer.</summary>
    public async Task<IActionResult> OnPostOptionsAsync()
    {
        if (User.NeedsSecondFactor())
            return Forbid();
        var person = (await users.GetUserAsync(User))!;
        return Content(
            await identity.MakePasskeyCreationOptionsAsync(
                new()
                {
                    Id = person.Id.ToString(),
                    Name = person.Email,
                    DisplayName = person.DisplayName,
                }
            ),
            "application/json"
        );
    }

    public async Task<IActionResult> OnPostAddAsync(string? credential)
    {
        if (User.NeedsSecondFactor())
            return Forbid();
        var person = (await users.GetUserAsync(User))!;
        if (await signIn.MustUseDirectoryAsync(person))
            return Forbid();
        if (await AttestedAsync(credential ?? "", person) is not { } passkey)
            return await AgainAsync(new Refusal("The passkey was not created, or it took too long. Try again."));
        if (SessionRules.WhyNotPasskeyName(Name) is { } unnamed)
            return await AgainAsync(unnamed); // Before a code is used up.
        if (await signIn.WhyNotProvenAsync(person, Proof) is { } unproven)
            return await AgainAsync(unproven);
        var outcome = await add.RunAsync(person, passkey);
        return !outcome.IsDone
            ? await AgainAsync(outcome)
            : this.Next(Links.Accounts.Passkeys, $"The passkey {passkey.Name} is added. You can now sign in with it.");
    }

    public async Task<IActionResult> OnPostChangeAsync(Guid passkey)
    {
        var outcome = await rename.RunAsync(User.Actor(), passkey, Name);
        return !outcome.IsDone ? await AgainAsync(outcome) : this.Next(Links.Accounts.Passkeys, "The name is saved");
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid passkey)
    {
        if (User.NeedsSecondFactor())
            return Forbid();
        var person = (await users.GetUserAsync(User))!;
        if (await signIn.WhyNotProvenAsync(person, Proof) is { } unproven)
            return await AgainAsync(new Refusal(unproven.Sentence)); // The field of that name belongs to another form.
        var outcome = await remove.RunAsync(
            (await users.FindByIdAsync(person.Id.ToString()))!,
            User.Roles().Any(RolePermissions.IsStaff),
            passkey
        );
        if (!outcome.IsDone)
            return await AgainAsync(outcome);
        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        return this.Next(Links.Accounts.SignIn, "The passkey is removed and you are signed out everywhere. Sign in again to continue.");
    }

    private async Task<Passkey?> AttestedAsync(string credential, Person person)
    {
        if (credential.Length == 0)
            return null;
        PasskeyAttestationResult result;
        try
        {
            result = await identity.PerformPasskeyAttestationAsync(credential);
        }
        catch (InvalidOperationException)
        {
            return null;
        } // The cookie with the challenge has expired.
        if (!result.Succeeded || !result.Passkey.IsUserVerified || result.UserEntity.Id != person.Id.ToString())
            return null;
        var made = result.Passkey;
        return new()
        {
            Id = Guid.CreateVersion7(),
            PersonId = person.Id,
            CredentialId = Convert.ToBase64String(made.CredentialId),
            PublicKey = Convert.ToBase64String(made.PublicKey),
            Name = Name ?? "",
            SignCount = made.SignCount,
            Transports = string.Join(',', made.Transports ?? []),
            BackupEligible = made.IsBackupEligible,
            BackedUp = made.IsBackedUp,
            CreatedAt = made.CreatedAt.UtcDateTime,
        };
    }

    private async Task<PageResult> AgainAsync(Result outcome)
    {
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
