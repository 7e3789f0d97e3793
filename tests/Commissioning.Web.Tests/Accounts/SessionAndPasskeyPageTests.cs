using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Accounts;
using Commissioning.Testing;
using Commissioning.Web.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.Accounts;

/// <summary>Sessions, a changed phone, an administrator's help and the list of sign-ins, through the pages.</summary>
public sealed class SessionAndPasskeyPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task The_sessions_page_lists_where_a_person_is_signed_in_and_ends_other_sessions()
    {
        var person = await host.Scenario.PersonAsync(Role.PanelMember);
        await PasswordAsync(person);
        var (first, second) = (host.Visitor(), host.Visitor());
        await SignInAsync(first, person);
        await SignInAsync(second, person);
        var page = await first.OpenAsync(Links.Accounts.Sessions);
        page.AssertSays("A browser, this device");
        page.AssertSays("Signed in with a password");
        page = await page.PressAsync("Sign out everywhere else");
        Assert.DoesNotContain(
            page.Document.QuerySelectorAll("button"),
            button => button.TextContent.StartsWith("Sign out there", StringComparison.Ordinal)
        );
        host.Clock.MoveTo(host.Clock.GetUtcNow().UtcDateTime.AddMinutes(2));
        Assert.Equal("Sign in or start an account", (await second.OpenAsync(Links.Casework.Work)).Heading);
        Assert.Equal("Authenticator app", (await first.OpenAsync(Links.Casework.Work)).Heading);
        await (await first.OpenAsync(Links.Accounts.SignOut)).PressAsync("Sign out");
        Assert.Equal(0, await host.Database.CountAsync("PersonSession", "PersonId = @Id and EndedAt is null", new { person.Id }));
        Assert.Equal(1, await host.Database.CountAsync("SignInEvent", "PersonId = @Id and Outcome = 'SignedOut'", new { person.Id }));
    }

    [Fact]
    public async Task An_authenticator_code_counts_once_and_an_old_phone_works_until_the_new_ones_first_code()
    {
        var person = await host.Scenario.PersonAsync(Role.PanelMember);
        await PasswordAsync(person);
        var browser = host.Visitor();
        var setUp = await SignInAsync(browser, person);
        var codes = await setUp
            .Fill("Code", TimeBasedCode.Now(await KeyAsync(person)))
            .Fill("Set-up code", await host.SetUpCodeAsync(person))
            .PressAsync("Confirm");
        var recovery = codes.Document.QuerySelectorAll("main code").Select(code => code.TextContent).ToList();
        Assert.Equal(AuthenticatorApp.RecoveryCodes, recovery.Count);

        var next = TimeBasedCode.Now(await KeyAsync(person), ahead: 1);
        var other = host.Visitor();
        Assert.Equal("What waits for you", (await (await SignInAsync(other, person)).Fill("Code", next).PressAsync("Sign in")).Heading);
        var again = await SignInAsync(host.Visitor(), person);
        (await again.Fill("Code", next).PressAsync("Sign in", HttpStatusCode.BadRequest)).AssertSays("wrong or has expired");

        var page = await other.OpenAsync(Links.Accounts.Authenticator);
        page.AssertSays("You have 8 recovery codes left");
        (
            await page.Fill("Code", TimeBasedCode.Wrong(await KeyAsync(person)))
                .PressAsync("Set up another phone", HttpStatusCode.BadRequest)
        ).AssertSays("has been used or has expired");
        page = await (await other.OpenAsync(Links.Accounts.Authenticator)).Fill("Code", recovery[0]).PressAsync("Set up another phone");
        page.AssertSays("Your current phone keeps working until you enter the first code from the new one");
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "Person",
                "Id = @Id and TwoFactorEnabled = 1 and AuthenticatorKey is not null and PendingKey is not null",
                new { person.Id }
            )
        );
        page = await page.Fill("Code", TimeBasedCode.Now(await KeyAsync(person))).PressAsync("Confirm");
        Assert.Equal("Keep your recovery codes", page.Heading);
        host.Clock.MoveTo(host.Clock.GetUtcNow().UtcDateTime.AddMinutes(2));
        Assert.Equal("Sign in or start an account", (await browser.OpenAsync(Links.Casework.Work)).Heading);
        page = await (await other.OpenAsync(Links.Accounts.Authenticator))
            .Fill("Code", page.Document.QuerySelector("main code")!.TextContent)
            .PressAsync("Make new recovery codes");
        Assert.Equal("Keep your recovery codes", page.Heading);
        foreach (var subject in new[] { "Your authenticator app was set up", "A recovery code was used", "You have new recovery codes" })
            Assert.NotEqual(
                0,
                await host.Database.CountAsync("OutboxEmail", "SubjectId = @Id and Subject = @subject", new { person.Id, subject })
            );
    }

    [Fact]
    public async Task Signing_in_again_ends_the_session_that_the_browser_had()
    {
        var person = await host.Scenario.PersonAsync(Role.PanelMember);
        await host.PasswordAsync(person, Password, hasApp: false);
        var browser = await host.AsAsync(person);
        await SignInAsync(browser, person, Password);
        Assert.Equal(1, await host.Database.CountAsync("PersonSession", "PersonId = @Id and EndedWhy = 'SignedOut'", new { person.Id }));
        Assert.Equal(1, await host.Database.CountAsync("PersonSession", "PersonId = @Id and EndedAt is null", new { person.Id }));
    }

    [Fact]
    public async Task An_administrator_ends_sessions_and_resets_a_lost_phone_with_a_reason()
    {
        var person = await host.Scenario.PersonAsync(Role.PanelMember);
        var theirs = await host.AsAsync(person);
        var administrator = await host.AsAsync(await host.Scenario.PersonAsync(Role.Administrator));
        var page = await administrator.OpenAsync(Links.Accounts.Person(person.Id));
        page.AssertSays("Signed in on Chrome on Linux");
        (await page.PressAsync("End all sessions", HttpStatusCode.BadRequest)).AssertError("Say why you are ending the sessions");
        page = await page.Fill("Why are you doing this?", "Laptop left on a train").PressAsync("End all sessions");
        page.AssertSays("Not signed in anywhere");
        host.Clock.MoveTo(host.Clock.GetUtcNow().UtcDateTime.AddMinutes(2));
        Assert.Equal("Sign in or start an account", (await theirs.OpenAsync(Links.Casework.Work)).Heading);
        await page.Fill("Why are you doing this?", "Called back on the known number").PressAsync("Remove the second factor");
        Assert.Equal(1, await host.Database.CountAsync("Person", "Id = @Id and TwoFactorEnabled = 0", new { person.Id }));
    }

    [Fact]
    public async Task The_sign_in_list_shows_auditors_failures_without_unknown_addresses()
    {
        var person = await host.Scenario.PersonAsync(Role.PanelMember);
        await PasswordAsync(person);
        await SignInAsync(host.Visitor(), person, "wrong", HttpStatusCode.BadRequest);
        var page = await (await host.Visitor().OpenAsync(Links.Accounts.StaffSignIn))
            .Fill("E-mail address", "no one@nowhere.example")
            .Fill("Password", "x")
            .PressAsync("Sign in", HttpStatusCode.BadRequest);
        Assert.Equal("Sign in with a password", page.Heading);
        var auditor = await host.AsAsync(await host.Scenario.PersonAsync(Role.Auditor));
        page = await auditor.OpenAsync(Links.Operations.SignIns);
        page.AssertSays("Unknown address");
        page.AssertDoesNotSay("nowhere.example");
        page = await auditor.OpenAsync(Links.Operations.SignIns + "?kind=WrongPassword&days=1&person=" + Uri.EscapeDataString(person.Name));
        page.AssertSays(person.Name);
        page.AssertSays("1 entry");
    }

    [Fact]
    public async Task The_passkeys_page_says_when_there_is_none_and_refuses_a_forged_one()
    {
        var person = await host.Scenario.PersonAsync(Role.PanelMember);
        var browser = await host.AsAsync(person);
        var page = await browser.OpenAsync(Links.Accounts.Passkeys);
        page.AssertSays("You have no passkey yet");
        (await page.Fill("Name of the passkey", "Laptop").PressAsync("Add a passkey", HttpStatusCode.BadRequest)).AssertError(
            "The passkey was not created, or it took too long. Try again."
        );
        var signIn = await host.Visitor().OpenAsync(Links.Accounts.SignIn);
        signIn = await signIn.PressAsync("Sign in with a passkey", HttpStatusCode.BadRequest);
        signIn.AssertError("That passkey did not work. It may have been removed from your account. Try again, or sign in another way.");
        await signIn.FillNamed("credential", "{}").PressAsync("Sign in with a passkey", HttpStatusCode.BadRequest);
        await host.Visitor().OpenAsync(Links.Accounts.Directory, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_authenticator_app_is_not_set_up_with_a_password_alone_by_staff_with_a_passkey()
    {
        var person = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        await PasswordAsync(person);
        await PasskeyAsync(person);
        var browser = host.Visitor();
        var page = await SignInAsync(browser, person);
        page.AssertSays("Sign in with your passkey first");
        Assert.Empty(page.Document.QuerySelectorAll("main img"));
        page = await browser.OpenAsync(Links.Accounts.Passkeys);
        page.Document.QuerySelector("form[data-passkey]")!.SetAttribute("action", Links.Accounts.Authenticator);
        (await page.PressAsync("Add a passkey", HttpStatusCode.BadRequest)).AssertError(
            "Sign in with your passkey first. If you have lost it, ask an administrator of the portal."
        );
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "Person",
                "Id = @Id and PendingKey is null and AuthenticatorKey is null and TwoFactorEnabled = 0",
                new { person.Id }
            )
        );
        await browser.OpenAsync(Links.Funds.Rounds, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Twenty_wrong_passwords_at_once_count_as_five_attempts_and_lock_the_account()
    {
        var person = await host.Scenario.PersonAsync(Role.PanelMember);
        await PasswordAsync(person);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SignInAsync(host.Visitor(), person, "wrong", HttpStatusCode.BadRequest)));
        Assert.Equal(4, await host.Database.CountAsync("SignInEvent", "PersonId = @Id and Outcome = 'WrongPassword'", new { person.Id }));
        Assert.Equal(1, await host.Database.CountAsync("SignInEvent", "PersonId = @Id and Outcome = 'LockedOut'", new { person.Id }));
        await SignInAsync(host.Visitor(), person, expected: HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_applicants_passkey_is_removed_only_soon_after_signing_in()
    {
        var person = await host.Scenario.PersonAsync(Role.Applicant);
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("update Person set TwoFactorEnabled = 0 where Id = @Id", new { person.Id }));
        await PasskeyAsync(person);
        var browser = await host.AsAsync(person);
        host.Clock.MoveTo(host.Clock.GetUtcNow().UtcDateTime.AddMinutes(16));
        var page = await browser.OpenAsync(Links.Accounts.Passkeys);
        (await page.PressAsync("Remove Laptop", HttpStatusCode.BadRequest)).AssertSays("more than 15 minutes ago");
        Assert.Equal(1, await host.Database.CountAsync("PersonPasskey", "PersonId = @Id", new { person.Id }));
        page = await (await host.AsAsync(person)).OpenAsync(Links.Accounts.Passkeys);
        await page.PressAsync("Remove Laptop");
        Assert.Equal(0, await host.Database.CountAsync("PersonPasskey", "PersonId = @Id", new { person.Id }));
    }

    [Fact]
    public async Task A_new_phones_key_waits_ten_minutes_in_the_session_that_requested_it()
    {
        var person = await host.Scenario.PersonAsync(Role.PanelMember);
        using var scope = host.Services.CreateScope();
        var (app, found, session) = (
            scope.ServiceProvider.GetRequiredService<AuthenticatorApp>(),
            await FoundAsync(person),
            Guid.NewGuid()
        );
        var key = await app.PendingKeyAsync(found, session);
        Assert.Equal(key, await app.PendingKeyAsync(await FoundAsync(person), session));
        Assert.Null(app.WaitingKey(found, Guid.NewGuid()));
        host.Clock.MoveTo(host.Clock.GetUtcNow().UtcDateTime.AddMinutes(11));
        Assert.Null(app.WaitingKey(found, session));
        Assert.NotNull((await app.ConfirmAsync(found, session, TimeBasedCode.Now(key), null)).FirstRefusal);
        Assert.NotEqual(key, await app.PendingKeyAsync(await FoundAsync(person), session));
    }

    [Fact]
    public async Task An_authenticator_code_after_a_password_change_asks_for_the_password_again()
    {
        var person = await host.Scenario.PersonAsync(Role.PanelMember);
        await PasswordAsync(person);
        var setUp = await SignInAsync(host.Visitor(), person);
        await setUp
            .Fill("Code", TimeBasedCode.Now(await KeyAsync(person)))
            .Fill("Set-up code", await host.SetUpCodeAsync(person))
            .PressAsync("Confirm");
        var step = await SignInAsync(host.Visitor(), person);
        await host.Db.HousekeepAsync(work => work.ExecuteAsync(SessionSql.NewStamp, new { Person = person.Id, Stamp = "another" }));
        var sessions = await host.Database.CountAsync("PersonSession", "PersonId = @Id", new { person.Id });
        await step.Fill("Code", TimeBasedCode.Now(await KeyAsync(person), ahead: 1)).PressAsync("Sign in", HttpStatusCode.BadRequest);
        Assert.Equal(sessions, await host.Database.CountAsync("PersonSession", "PersonId = @Id", new { person.Id }));
    }

    [Fact]
    public async Task A_role_that_does_not_exist_is_refused()
    {
        var person = await host.Scenario.PersonAsync(Role.PanelMember);
        var page = await (await host.AsAsync(await host.Scenario.PersonAsync(Role.Administrator))).OpenAsync(
            Links.Accounts.Person(person.Id)
        );
        page.Document.QuerySelector("input[name=Roles][value=PanelMember]")!.SetAttribute("value", "42");
        (await page.Fill("Why are you changing the roles?", "Test").PressAsync("Save roles", HttpStatusCode.BadRequest)).AssertError(
            "Choose roles from the list"
        );
        Assert.Equal(1, await host.Database.CountAsync("PersonRole", "PersonId = @Id and Role = 'PanelMember'", new { person.Id }));
    }

    [Theory]
    [InlineData("oid=s email=jo@opcc.example xms_edov=1", "jo@opcc.example", true)]
    [InlineData("oid=s email=jo@opcc.example xms_edov=true", "jo@opcc.example", true)]
    [InlineData("sub=s email=jo@opcc.example email_verified=true", "jo@opcc.example", true)]
    [InlineData("oid=s email=jo@opcc.example", "jo@opcc.example", false)]
    [InlineData("oid=s email=jo@opcc.example xms_edov=0", "jo@opcc.example", false)]
    [InlineData("oid=s email=jo@opcc.example xms_edov=1 acct=1", "jo@opcc.example", false)]
    [InlineData("oid=s email=jo@opcc.example xms_edov=1 idp=live.com", "jo@opcc.example", false)]
    [InlineData("oid=s preferred_username=jo@opcc.example xms_edov=1", null, true)]
    public void A_directory_address_counts_only_when_verified_and_not_a_guests(string claims, string? email, bool vouchedFor)
    {
        var answer = DirectoryClaims.Read(
            new(
                new System.Security.Claims.ClaimsIdentity(
                    claims.Split(' ').Select(claim => new System.Security.Claims.Claim(claim.Split('=')[0], claim.Split('=')[1]))
                )
            )
        )!;
        Assert.Equal((email, vouchedFor), (answer.Email, answer.EmailVouchedFor));
    }

    [Theory]
    [InlineData("Accounts:LocalStaff=false", "staff could not sign in at all")]
    [InlineData("Directory:Authority=nonsense", "https://login.microsoftonline.com/")]
    [InlineData("Directory:Authority=http://directory.example/", "https://")]
    [InlineData("Directory:Authority=https://login.microsoftonline.com/common/v2.0", "your own tenant's id")]
    [InlineData("Directory:Authority=https://login.microsoftonline.com/t/v2.0", "Directory__ClientId")]
    [InlineData(
        "Directory:Authority=https://login.microsoftonline.com/t/v2.0 Directory:ClientId=c Directory:ClientSecret=s",
        "Directory__Groups__"
    )]
    [InlineData("Directory:Groups:g1=Applicant", "Directory__Groups__g1 is \"Applicant\"")]
    [InlineData("Accounts:StaffIdleMinutes=soon", "a whole number of minutes")]
    public void A_wrong_account_setting_is_refused_with_what_to_set(string settings, string words)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Split(' ').Select(pair => KeyValuePair.Create(pair.Split('=')[0], (string?)pair.Split('=')[1])))
            .Build();
        Assert.Contains(
            words,
            Assert.Throws<SettingException>(() => AccountSettings.From(configuration, development: false)).Message,
            StringComparison.Ordinal
        );
    }

    private Task PasswordAsync(Actor person) => host.PasswordAsync(person, Password, hasApp: false);

    private async Task PasskeyAsync(Actor person) =>
        await host.WithAsync<AddPasskey, Result>(async passkeys =>
            await passkeys.RunAsync(
                await FoundAsync(person),
                new()
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = person.Id,
                    CredentialId = Convert.ToBase64String(person.Id.ToByteArray()),
                    PublicKey = "AQI=",
                    Name = "Laptop",
                    SignCount = 0,
                    Transports = "internal",
                    BackupEligible = false,
                    BackedUp = false,
                    CreatedAt = default,
                }
            )
        );

    private Task<Person> FoundAsync(Actor person) => host.Db.FindAsync<Person>(PersonSql.Select + " where Id = @Id", new { person.Id });

    private async Task<BrowserPage> SignInAsync(
        Browser browser,
        Actor person,
        string password = Password,
        HttpStatusCode expected = HttpStatusCode.OK
    )
    {
        var email = await host.Db.ScalarAsync<string>("select Email from Person where Id = @Id", new { person.Id });
        return await (await browser.OpenAsync(Links.Accounts.StaffSignIn))
            .Fill("E-mail address", email!)
            .Fill("Password", password)
            .PressAsync("Sign in", expected);
    }

    private async Task<string> KeyAsync(Actor person)
    {
        using var scope = host.Services.CreateScope();
        var found = await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().FindByIdAsync(person.Id.ToString());
        return scope.ServiceProvider.GetRequiredService<AuthenticatorApp>().KeyOf(found!)!;
    }
}
