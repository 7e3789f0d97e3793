using System.Buffers.Binary;
using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Accounts;
using Commissioning.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.Accounts;

public sealed class StaffSignInPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task Staff_choose_a_password_from_their_mailbox_and_set_up_an_app_with_a_code_that_is_handed_over()
    {
        var browser = host.Visitor();
        var person = await host.Scenario.NewcomerAsync(Role.CommissioningOfficer);
        var email = await EmailOfAsync(person);
        await AskAsync(browser, email);
        var page = await browser.OpenAsync((await SentMessage.ToAsync(host, email)).Link);
        Assert.Equal("Choose your password", page.Heading);
        (await page.Fill("New password", "password12345").PressAsync("Save password", HttpStatusCode.BadRequest)).AssertSays(
            "one of the commonest"
        );
        (await page.Fill("New password", "short").PressAsync("Save password", HttpStatusCode.BadRequest)).AssertSays(
            "12 to 200 characters"
        );
        page = await page.Fill("New password", Password).PressAsync("Save password");
        // The framework's format: its version, the function (2: SHA-512), the rounds, the salt.
        var stored = Convert.FromBase64String(
            (await host.Db.ScalarAsync<string>("select PasswordHash from Person where Id = @Id", new { person.Id }))!
        );
        Assert.Equal(
            (1, 2u, 210_000u),
            (stored[0], BinaryPrimitives.ReadUInt32BigEndian(stored.AsSpan(1)), BinaryPrimitives.ReadUInt32BigEndian(stored.AsSpan(5)))
        );
        page = await page.Fill("E-mail address", email).Fill("Password", Password).PressAsync("Sign in");
        Assert.Equal("Authenticator app", page.Heading);
        await browser.OpenAsync(Links.Funds.Rounds, HttpStatusCode.Forbidden);

        var administrator = await host.AsAsync(await host.Scenario.PersonAsync(Role.Administrator));
        var theirs = await (await administrator.OpenAsync(Links.Accounts.Person(person.Id))).PressAsync("Make a set-up code");
        var code = theirs.Document.QuerySelector("main code")!.TextContent;
        Assert.Equal(
            CodeHash.Of(person.Id, code),
            await host.Db.ScalarAsync<string>("select SetUpCodeHash from Person where Id = @Id", new { person.Id })
        );
        (
            await page.Fill("Code", TimeBasedCode.Now(await KeyAsync(person.Id)))
                .Fill("Set-up code", "22222-22222")
                .PressAsync("Confirm", HttpStatusCode.BadRequest)
        ).AssertSays("That is not your set-up code");
        (
            await page.Fill("Code", TimeBasedCode.Wrong(await KeyAsync(person.Id)))
                .Fill("Set-up code", code)
                .PressAsync("Confirm", HttpStatusCode.BadRequest)
        ).AssertSays("not the one the app shows now");
        var codes = await page.Fill("Code", TimeBasedCode.Now(await KeyAsync(person.Id))).Fill("Set-up code", code).PressAsync("Confirm");
        Assert.Equal("Keep your recovery codes", codes.Heading);
        await browser.OpenAsync(Links.Funds.Rounds);

        var second = host.Visitor();
        var step = await SignInAsync(second, email, Password);
        Assert.Equal("Enter your code", step.Heading);
        Assert.Equal("Sign in or start an account", (await second.OpenAsync(Links.Casework.Work)).Heading);
        var recovery = codes.Document.QuerySelector("code")!.TextContent;
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>(
                "select count(*) from PersonRecoveryCode where CodeHash = @Hash",
                new { Hash = CodeHash.Of(person.Id, recovery) }
            )
        );
        Assert.Equal("What waits for you", (await step.Fill("Code", recovery).PressAsync("Sign in")).Heading);
        var third = await SignInAsync(host.Visitor(), email, Password);
        (await third.Fill("Code", recovery).PressAsync("Sign in", HttpStatusCode.BadRequest)).AssertSays("wrong or has expired");
    }

    [Fact]
    public async Task A_password_is_changed_with_the_one_before_and_ends_every_session()
    {
        var person = await host.Scenario.PersonAsync(Role.PanelMember);
        await host.PasswordAsync(person, Password);
        var (browser, other) = (await host.AsAsync(person), await host.AsAsync(person));
        var page = await browser.OpenAsync(Links.Accounts.Password);
        (
            await page.Fill("Current password", "wrong")
                .Fill("New password", "three quite random words")
                .PressAsync("Save password", HttpStatusCode.BadRequest)
        ).AssertSays("That is not your password");
        await page.Fill("Current password", Password).Fill("New password", "three quite random words").PressAsync("Save password");
        Assert.Equal("Sign in or start an account", (await other.OpenAsync(Links.Casework.Work)).Heading);
        Assert.Equal(
            1,
            await host.Database.CountAsync("OutboxEmail", "SubjectId = @Id and Subject = 'Your password was changed'", new { person.Id })
        );
    }

    [Fact]
    public async Task A_stranger_who_guesses_locks_nobody_out()
    {
        var person = await host.Scenario.PersonAsync(Role.PanelMember);
        await host.PasswordAsync(person, Password);
        var email = await EmailOfAsync(person);
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("update Person set TwoFactorEnabled = 0 where Id = @Id", new { person.Id }));
        var desk = host.Visitor();
        await SignInAsync(desk, email, Password);
        await (await desk.OpenAsync(Links.Accounts.SignOut)).PressAsync("Sign out");
        for (var i = 0; i < 6; i++)
            await SignInAsync(host.Visitor(), email, "not the password", HttpStatusCode.BadRequest);
        (await SignInAsync(host.Visitor(), email, Password, HttpStatusCode.BadRequest)).AssertSays("wait 15 minutes"); // The same network, another device.
        Assert.Equal("Authenticator app", (await SignInAsync(desk, email, Password)).Heading);
    }

    [Fact]
    public async Task Roles_are_not_changed_by_their_own_holder_and_the_first_administrator_is_appointed_once()
    {
        var administrator = await host.Scenario.PersonAsync(Role.Administrator);
        var page = await (await host.AsAsync(administrator)).OpenAsync(Links.Accounts.Person(administrator.Id));
        page = await page.Choose("Commissioner or approver")
            .Fill("Why are you changing the roles?", "Because")
            .PressAsync("Save roles", HttpStatusCode.BadRequest);
        page.AssertError("Another administrator must change your own roles");
        var email = await EmailOfAsync(await host.Scenario.NewcomerAsync(Role.Applicant));
        var late = await host.WithAsync<AppointAdministrator, Result<string>>(roles => roles.RunAsync(email));
        Assert.Equal("There is already an administrator. Ask them.", late.FirstRefusal!.Sentence);
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("delete from PersonRole where Role = 'Administrator'"));
        Assert.NotEmpty((await host.WithAsync<AppointAdministrator, Result<string>>(roles => roles.RunAsync(email))).Value!);
    }

    private static async Task<BrowserPage> AskAsync(Browser browser, string email) =>
        await (await browser.OpenAsync(Links.Accounts.SignIn)).Fill("E-mail address", email).PressAsync("Continue");

    private static async Task<BrowserPage> SignInAsync(
        Browser browser,
        string email,
        string password,
        HttpStatusCode expected = HttpStatusCode.OK
    ) =>
        await (await browser.OpenAsync(Links.Accounts.StaffSignIn))
            .Fill("E-mail address", email)
            .Fill("Password", password)
            .PressAsync("Sign in", expected);

    private async Task<string> EmailOfAsync(Actor person) =>
        (await host.Db.ScalarAsync<string>("select Email from Person where Id = @Id", new { person.Id }))!;

    private async Task<string> KeyAsync(Guid id)
    {
        using var scope = host.Services.CreateScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        return scope
            .ServiceProvider.GetRequiredService<Commissioning.Web.Identity.AuthenticatorApp>()
            .KeyOf((await users.FindByIdAsync(id.ToString()))!)!;
    }
}
