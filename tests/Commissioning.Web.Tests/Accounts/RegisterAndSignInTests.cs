using System.Net;
using System.Text.RegularExpressions;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Accounts;
using Commissioning.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.Accounts;

public sealed class RegisterAndSignInTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task A_volunteer_registers_confirms_the_address_signs_in_and_adds_two_organisations()
    {
        var browser = host.Visitor();
        var email = await RegisterAsync(browser, "o'neill");
        var wrong = await SignInAsync(browser, email, Password, HttpStatusCode.BadRequest);
        wrong.AssertError(
            "The e-mail address or password is wrong, the address is not confirmed yet, or the account is locked for 15 minutes after five wrong attempts. Check both, or reset your password."
        );

        var confirm = await browser.OpenAsync(await LinkSentToAsync(email));
        await confirm.PressAsync("Confirm");
        var work = await SignInAsync(browser, email, Password);
        Assert.Equal("Your worklist", work.Heading);

        await AddOrganisationAsync(work, "Belgrave Football Friends");
        await AddOrganisationAsync(await browser.OpenAsync(Links.Casework.Work), "Humberstone Community Shed");
        (await browser.OpenAsync(Links.Casework.Work)).AssertSays("Belgrave Football Friends Humberstone Community Shed");
    }

    [Fact]
    public async Task Registering_an_address_twice_shows_the_same_page_and_emails_its_owner()
    {
        var email = await RegisterAsync(host.Visitor(), "twice");
        var page = await host.Visitor().OpenAsync(Links.Accounts.Register);
        page = await page.Fill("Your name", "Someone Else")
            .Fill("E-mail address", email)
            .Fill("Password", "another long password")
            .PressAsync("Create account");
        Assert.Equal("Check your e-mail", page.Heading);
        Assert.Contains(
            "already have an account",
            await host.Db.ScalarAsync<string>(
                "select max(Subject) from OutboxEmail where ToAddress = @email and Subject like 'You%'",
                new { email }
            )
        );
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_and_a_reset_opens_it()
    {
        var browser = host.Visitor();
        var email = await ConfirmedAsync(browser, "locked");
        for (var i = 0; i < 4; i++)
            await SignInAsync(browser, email, "not the password", HttpStatusCode.BadRequest);
        (await SignInAsync(browser, email, "not the password", HttpStatusCode.BadRequest)).AssertSays("locked for 15 minutes");
        (await SignInAsync(browser, email, Password, HttpStatusCode.BadRequest)).AssertSays("locked for 15 minutes");

        var forgot = await browser.OpenAsync(Links.Accounts.ForgotPassword);
        await forgot.Fill("E-mail address", email).PressAsync("Send the link");
        var reset = await browser.OpenAsync(await LinkSentToAsync(email));
        (await reset.Fill("New password", "short").PressAsync("Save password", HttpStatusCode.BadRequest)).AssertError(
            "Enter a password of 12 characters or more, with at least 5 different ones"
        );
        await reset.Fill("New password", "a fresh long password").PressAsync("Save password");
        Assert.Equal("Your worklist", (await SignInAsync(browser, email, "a fresh long password")).Heading);
    }

    [Fact]
    public async Task Staff_set_up_an_authenticator_app_before_any_work_and_then_sign_in_with_a_code()
    {
        var browser = host.Visitor();
        var email = await ConfirmedAsync(browser, "officer");
        var person = await PersonAsync(email);
        var administrator = await host.Scenario.PersonAsync(Role.Administrator);
        var roles = await (await host.AsAsync(administrator)).OpenAsync(Links.Accounts.Person(person));
        await roles.Choose("Commissioning officer").Fill("Why are you changing the roles?", "Joined the team").PressAsync("Save roles");

        var page = await SignInAsync(browser, email, Password);
        Assert.Equal("Authenticator app", page.Heading);
        await browser.OpenAsync(Links.Funds.Rounds, HttpStatusCode.Forbidden);
        (await page.Fill("Code", TimeBasedCode.Wrong(await KeyAsync(person))).PressAsync("Confirm", HttpStatusCode.BadRequest)).AssertSays(
            "not the one the app shows now"
        );
        var codes = await page.Fill("Code", TimeBasedCode.Now(await KeyAsync(person))).PressAsync("Confirm");
        Assert.Equal("Keep your recovery codes", codes.Heading);
        await browser.OpenAsync(Links.Funds.Rounds);

        var second = host.Visitor();
        var step = await SignInAsync(second, email, Password);
        Assert.Equal("Enter your code", step.Heading);
        await second.OpenAsync(Links.Casework.Work); // Without the code there is no session, so the sign-in page is returned.
        var recovery = codes.Document.QuerySelector("code")!.TextContent;
        Assert.Equal("Your worklist", (await step.Fill("Code", recovery).PressAsync("Sign in")).Heading);
        var third = await SignInAsync(host.Visitor(), email, Password);
        (await third.Fill("Code", recovery).PressAsync("Sign in", HttpStatusCode.BadRequest)).AssertSays("wrong or has expired");
    }

    [Fact]
    public async Task A_colleague_joins_by_invitation_and_a_stranger_finds_nothing()
    {
        var first = await host.Scenario.PersonAsync(Role.Applicant);
        var organisation = await host.Scenario.OrganisationAsync(first);
        var browser = host.Visitor();
        var email = await ConfirmedAsync(browser, "colleague");
        await SignInAsync(browser, email, Password);
        await browser.OpenAsync(Links.Organisations.Organisation(organisation), HttpStatusCode.NotFound);

        var page = await (await host.AsAsync(first)).OpenAsync(Links.Organisations.Organisation(organisation));
        await page.Fill("Invite a colleague by e-mail", email).PressAsync("Invite");
        await SignInAsync(browser, email, Password);
        await browser.OpenAsync(Links.Organisations.Organisation(organisation));
        Assert.Equal(2, await host.Database.CountAsync("OrganisationMember", "OrganisationId = @organisation", new { organisation }));
    }

    [Fact]
    public async Task An_organisation_keeps_its_last_member_and_says_what_is_wrong_with_its_details()
    {
        var person = await host.Scenario.PersonAsync(Role.Applicant);
        var organisation = await host.Scenario.OrganisationAsync(person);
        var page = await (await host.AsAsync(person)).OpenAsync(Links.Organisations.Organisation(organisation));
        page = await page.PressAsync($"Remove {person.Name}", HttpStatusCode.BadRequest);
        page.AssertSays("Someone must stay");
        page = await page.Fill("Postcode", "nowhere")
            .Fill("Charity number (optional)", "12")
            .PressAsync("Save details", HttpStatusCode.BadRequest);
        page.AssertError("Enter a full postcode, such as LE1 1AA");
        page.AssertError("A charity number has six or seven digits, such as 1234567");
        Assert.Equal("nowhere", page.Value("Postcode"));
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
        var email = await ConfirmedAsync(host.Visitor(), "second");
        var late = await host.WithAsync<SetRoles, Result>(roles => roles.AppointFirstAsync(email));
        Assert.Equal("There is already an administrator. Ask them.", late.FirstRefusal!.Sentence);
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("delete from PersonRole where Role = 'Administrator'"));
        Assert.Null((await host.WithAsync<SetRoles, Result>(roles => roles.AppointFirstAsync(email))).FirstRefusal);
    }

    [Fact]
    public async Task Sign_in_redirects_only_to_a_page_of_this_site()
    {
        var browser = host.Visitor();
        var email = await ConfirmedAsync(browser, "redirect");
        var page = await browser.OpenAsync("/sign-in?returnUrl=https://evil.example/");
        page = await page.Fill("E-mail address", email).Fill("Password", Password).PressAsync("Sign in");
        Assert.Equal("Your worklist", page.Heading);
    }

    private static async Task<string> RegisterAsync(Browser browser, string name)
    {
        var email = $"{name}-{Guid.NewGuid():N}@test.example";
        var page = await browser.OpenAsync(Links.Accounts.Register);
        page = await page.Fill("Your name", "Volunteer " + name)
            .Fill("E-mail address", email)
            .Fill("Password", Password)
            .PressAsync("Create account");
        Assert.Equal("Check your e-mail", page.Heading);
        return email;
    }

    private async Task<string> ConfirmedAsync(Browser browser, string name)
    {
        var email = await RegisterAsync(browser, name);
        await (await browser.OpenAsync(await LinkSentToAsync(email))).PressAsync("Confirm");
        return email;
    }

    private static async Task<BrowserPage> SignInAsync(
        Browser browser,
        string email,
        string password,
        HttpStatusCode expected = HttpStatusCode.OK
    ) =>
        await (await browser.OpenAsync(Links.Accounts.SignIn))
            .Fill("E-mail address", email)
            .Fill("Password", password)
            .PressAsync("Sign in", expected);

    private static async Task AddOrganisationAsync(BrowserPage work, string name)
    {
        var page = await work.FollowAsync("Add an organisation");
        await page.Fill("Name of the organisation", name)
            .Choose("Unregistered group")
            .Fill("Address", "1 Green Lane")
            .Fill("Town or city", "Leicester")
            .Fill("Postcode", "le49zz")
            .Fill("Where does the organisation mainly work?", "Leicester")
            .Fill("Phone number", "0116 496 0022")
            .PressAsync("Save and continue");
    }

    private async Task<string> LinkSentToAsync(string email)
    {
        var text = await host.Db.ReadAsync(work =>
            work.FirstOrDefaultAsync<string>(
                "select TextBody from OutboxEmail where ToAddress = @email and TextBody like '%code=%' order by CreatedAt desc, Id",
                new { email }
            )
        );
        return Regex.Match(text!, @"http://localhost:5080(/\S+)").Groups[1].Value;
    }

    private Task<Guid> PersonAsync(string email) => host.Db.ScalarAsync<Guid>("select Id from Person where Email = @email", new { email });

    private async Task<string> KeyAsync(Guid id)
    {
        using var scope = host.Services.CreateScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        return scope
            .ServiceProvider.GetRequiredService<Commissioning.Web.Identity.AuthenticatorApp>()
            .KeyOf((await users.FindByIdAsync(id.ToString()))!)!;
    }
}
