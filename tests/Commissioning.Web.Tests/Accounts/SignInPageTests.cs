using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Accounts;
using Commissioning.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.Accounts;

public sealed class SignInPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task A_volunteer_starts_an_account_with_a_link_and_adds_two_organisations()
    {
        var browser = host.Visitor();
        var email = await AskedAsync(browser, "o'neill");
        var page = await browser.OpenAsync((await SentMessage.ToAsync(host, email)).Link);
        Assert.Equal("Start your account", page.Heading);
        (await page.PressAsync("Sign in", HttpStatusCode.BadRequest)).AssertError("Enter your name");
        var work = await page.Fill("Your full name", "Nuala O'Neill").PressAsync("Sign in");
        Assert.Equal("Your worklist", work.Heading);

        await AddOrganisationAsync(work, "Belgrave Football Friends");
        await AddOrganisationAsync(await browser.OpenAsync(Links.Casework.Work), "Humberstone Community Shed");
        (await browser.OpenAsync(Links.Casework.Work)).AssertSays("Belgrave Football Friends Humberstone Community Shed");
    }

    [Fact]
    public async Task Six_digits_sign_in_on_the_page_that_asked_and_nowhere_else()
    {
        var (browser, other) = (host.Visitor(), host.Visitor());
        var person = await host.Scenario.PersonAsync(Role.Applicant);
        var email = await EmailOfAsync(person);
        var page = await AskAsync(browser, email);
        page.AssertSays($"We have sent a message to {email}");
        var message = await SentMessage.ToAsync(host, email);
        var id = message.Link.Split('/')[3];
        var elsewhere = await other.OpenAsync(Links.Accounts.CheckEmail(Guid.Parse(id)));
        elsewhere.AssertDoesNotSay(email);
        (await elsewhere.Fill("6-digit code", message.Code).PressAsync("Continue", HttpStatusCode.BadRequest)).AssertSays("That code is not right");
        (await page.Fill("6-digit code", "12").PressAsync("Continue", HttpStatusCode.BadRequest)).AssertError("Enter the 6 digits from the e-mail");
        Assert.Equal("Your worklist", (await page.Fill("6-digit code", message.Code).PressAsync("Continue")).Heading);
        Assert.Equal(1, await host.Database.CountAsync("PersonSession", "PersonId = @Id and Method = 'EmailLink'", new { person.Id }));
        (await browser.OpenAsync(message.Link, HttpStatusCode.BadRequest)).AssertSays("already been used");
    }

    [Fact]
    public async Task Five_wrong_digits_leave_only_the_link()
    {
        var browser = host.Visitor();
        var email = await EmailOfAsync(await host.Scenario.PersonAsync(Role.Applicant));
        var page = await AskAsync(browser, email);
        var message = await SentMessage.ToAsync(host, email);
        var wrong = message.Code == "000 000" ? "000 001" : "000 000";
        for (var i = 0; i < SignInLinkRules.MostTries; i++)
            await page.Fill("6-digit code", wrong).PressAsync("Continue", HttpStatusCode.BadRequest);
        (await page.Fill("6-digit code", message.Code).PressAsync("Continue", HttpStatusCode.BadRequest)).AssertSays("open its link instead");
        Assert.Equal("Your worklist", (await (await browser.OpenAsync(message.Link)).PressAsync("Sign in")).Heading);
    }

    [Fact]
    public async Task An_expired_link_offers_a_fresh_one_in_one_press_and_keeps_the_place()
    {
        var browser = host.Visitor();
        var email = await EmailOfAsync(await host.Scenario.PersonAsync(Role.Applicant));
        var page = await browser.OpenAsync(Links.Accounts.SignInTo(Links.Applications.Mine));
        await page.Fill("E-mail address", email).PressAsync("Continue");
        var old = await SentMessage.ToAsync(host, email);
        host.Clock.Offset += TimeSpan.FromMinutes(11);
        page = await browser.OpenAsync(old.Link, HttpStatusCode.BadRequest);
        page.AssertSays("This link has expired");
        Assert.Equal("Check your e-mail", (await page.PressAsync("Send a new link")).Heading);
        var fresh = await SentMessage.ToAsync(host, email);
        Assert.NotEqual(old.Link, fresh.Link);
        Assert.Equal("Your applications", (await (await browser.OpenAsync(fresh.Link)).PressAsync("Sign in")).Heading);
    }

    [Fact]
    public async Task A_link_opened_on_another_device_asks_first_and_a_mail_scanner_uses_nothing_up()
    {
        var email = await EmailOfAsync(await host.Scenario.PersonAsync(Role.Applicant));
        await AskAsync(host.Visitor(), email);
        var link = (await SentMessage.ToAsync(host, email)).Link;
        await host.Visitor().OpenAsync(link); // A scanner opens every link.
        var phone = await host.Visitor().OpenAsync(link);
        phone.AssertSays("You asked for this link on another device");
        Assert.Equal("Your worklist", (await phone.PressAsync("Sign in on this device")).Heading);
        (await host.Visitor().OpenAsync(link[..^3] + "xyz", HttpStatusCode.BadRequest)).AssertSays("This link is incomplete");
    }

    [Fact]
    public async Task A_known_and_an_unknown_address_get_the_same_answer_from_the_same_statements_and_hashes()
    {
        var known = await EmailOfAsync(await host.Scenario.PersonAsync(Role.Applicant));
        var (one, other) = (await CostAsync(known), await CostAsync($"nobody-{Guid.NewGuid():N}@test.example"));
        Assert.Equal(one.Statements, other.Statements);
        Assert.Equal(one.Page.Replace(known, "", StringComparison.Ordinal), other.Page);

        async Task<(IReadOnlyList<string> Statements, string Page)> CostAsync(string email)
        {
            var page = (await host.Visitor().OpenAsync(Links.Accounts.SignIn)).Fill("E-mail address", email);
            List<string> statements = [];
            void Note(Platform.Data.Statement statement) => statements.Add(statement.Sql);
            host.Db.Trace += Note;
            try
            {
                var answer = await page.PressAsync("Continue");
                return (
                    statements.Where(sql => !sql.Contains("JobLease", StringComparison.Ordinal)).ToList(),
                    answer.Document.QuerySelector("main")!.TextContent.Replace(email, "", StringComparison.Ordinal)
                );
            }
            finally
            {
                host.Db.Trace -= Note;
            }
        }
    }

    [Fact]
    public async Task No_more_than_three_messages_are_under_way_to_one_address_and_the_page_says_the_same()
    {
        var email = await EmailOfAsync(await host.Scenario.PersonAsync(Role.Applicant));
        for (var i = 0; i < 6; i++)
            Assert.Equal("Check your e-mail", (await AskAsync(host.Visitor(), email)).Heading);
        Assert.Equal(SignInLinkRules.MostToOneAddress, await host.Database.CountAsync("OutboxEmail", "ToAddress = @email", new { email }));
        // Whoever owns the address can still use what was sent, whoever asked for it.
        var page = await host.Visitor().OpenAsync((await SentMessage.ToAsync(host, email)).Link);
        Assert.Equal("Your worklist", (await page.PressAsync("Sign in on this device")).Heading);
    }

    [Theory]
    [InlineData("no one@nowhere.example")]
    [InlineData("")]
    [InlineData("o\u0000@b.example")]
    public async Task An_address_that_cannot_be_one_is_refused(string email) =>
        (await (await host.Visitor().OpenAsync(Links.Accounts.SignIn)).Fill("E-mail address", email).PressAsync("Continue", HttpStatusCode.BadRequest)).AssertSays(
            email.Contains('\0') ? "cannot" : "Enter an e-mail address in the right form"
        );

    [Theory]
    [InlineData("Your grant is approved.\n\nConfirm here", "Enter your name on one line")]
    [InlineData("See https://evil.example/bank", "Enter your name without the address of a website")]
    [InlineData("www.evil.example", "Enter your name without the address of a website")]
    public async Task A_name_that_would_write_our_emails_is_refused(string name, string sentence)
    {
        var browser = host.Visitor();
        var email = await AskedAsync(browser, "name");
        var page = await browser.OpenAsync((await SentMessage.ToAsync(host, email)).Link);
        (await page.Fill("Your full name", name).PressAsync("Sign in", HttpStatusCode.BadRequest)).AssertError(sentence);
    }

    [Theory]
    [InlineData("\u0645\u062d\u0645\u062f")]
    [InlineData("X")]
    public async Task A_name_of_one_character_or_in_Arabic_is_taken(string name)
    {
        var browser = host.Visitor();
        var email = await AskedAsync(browser, "name");
        var page = await browser.OpenAsync((await SentMessage.ToAsync(host, email)).Link);
        await page.Fill("Your full name", name).PressAsync("Sign in");
        Assert.Equal(1, await host.Database.CountAsync("Person", "Email = @email and DisplayName = @name", new { email, name }));
    }

    [Fact]
    public async Task Staff_choose_a_password_from_their_mailbox_and_set_up_an_app_with_a_code_that_is_handed_over()
    {
        var browser = host.Visitor();
        var person = await host.Scenario.NewcomerAsync(Role.CommissioningOfficer);
        var email = await EmailOfAsync(person);
        await AskAsync(browser, email);
        var page = await browser.OpenAsync((await SentMessage.ToAsync(host, email)).Link);
        Assert.Equal("Choose your password", page.Heading);
        (await page.Fill("New password", "password12345").PressAsync("Save password", HttpStatusCode.BadRequest)).AssertSays("one of the commonest");
        (await page.Fill("New password", "short").PressAsync("Save password", HttpStatusCode.BadRequest)).AssertSays("12 to 200 characters");
        page = await page.Fill("New password", Password).PressAsync("Save password");
        page = await page.Fill("E-mail address", email).Fill("Password", Password).PressAsync("Sign in");
        Assert.Equal("Authenticator app", page.Heading);
        await browser.OpenAsync(Links.Funds.Rounds, HttpStatusCode.Forbidden);

        var administrator = await host.AsAsync(await host.Scenario.PersonAsync(Role.Administrator));
        var theirs = await (await administrator.OpenAsync(Links.Accounts.Person(person.Id))).PressAsync("Make a set-up code");
        var code = theirs.Document.QuerySelector("main code")!.TextContent;
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
        Assert.Equal("Your worklist", (await step.Fill("Code", recovery).PressAsync("Sign in")).Heading);
        var third = await SignInAsync(host.Visitor(), email, Password);
        (await third.Fill("Code", recovery).PressAsync("Sign in", HttpStatusCode.BadRequest)).AssertSays("wrong or has expired");
    }

    [Fact]
    public async Task Whoever_asks_for_somebody_elses_address_first_owns_nothing()
    {
        var email = await AskedAsync(host.Visitor(), "stranger");
        var owner = host.Visitor();
        var page = await owner.OpenAsync((await SentMessage.ToAsync(host, email)).Link);
        await page.Fill("Your full name", "The Owner").PressAsync("Sign in on this device");
        Assert.Equal(1, await host.Database.CountAsync("Person", "Email = @email and PasswordHash is null", new { email }));
        Assert.Equal(1, await host.Database.CountAsync("PersonSession", "PersonId = (select Id from Person where Email = @email)", new { email }));
    }

    [Fact]
    public async Task A_password_is_changed_with_the_one_before_and_ends_every_session()
    {
        var person = await host.Scenario.PersonAsync(Role.PanelMember);
        await host.PasswordAsync(person, Password);
        var (browser, other) = (await host.AsAsync(person), await host.AsAsync(person));
        var page = await browser.OpenAsync(Links.Accounts.Password);
        (await page.Fill("Current password", "wrong").Fill("New password", "three quite random words").PressAsync("Save password", HttpStatusCode.BadRequest)).AssertSays(
            "That is not your password"
        );
        await page.Fill("Current password", Password).Fill("New password", "three quite random words").PressAsync("Save password");
        Assert.Equal("Sign in or start an account", (await other.OpenAsync(Links.Casework.Work)).Heading);
        Assert.Equal(1, await host.Database.CountAsync("OutboxEmail", "SubjectId = @Id and Subject = 'Your password was changed'", new { person.Id }));
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
    public async Task A_colleague_who_is_invited_is_asked_before_joining_and_a_stranger_finds_nothing()
    {
        var (first, second) = (await host.Scenario.PersonAsync(Role.Applicant), await host.Scenario.PersonAsync(Role.Applicant));
        var organisation = await host.Scenario.OrganisationAsync(first);
        var browser = await host.AsAsync(second);
        await browser.OpenAsync(Links.Organisations.Organisation(organisation), HttpStatusCode.NotFound);
        var page = await (await host.AsAsync(first)).OpenAsync(Links.Organisations.Organisation(organisation));
        page = await page.Fill("Invite a colleague by e-mail", await EmailOfAsync(second)).PressAsync("Invite");
        (await page.Fill("Invite a colleague by e-mail", await EmailOfAsync(second)).PressAsync("Invite", HttpStatusCode.BadRequest)).AssertSays(
            "was invited today"
        );
        await browser.OpenAsync(Links.Organisations.Organisation(organisation), HttpStatusCode.NotFound);
        await (await browser.OpenAsync(Links.Casework.Work)).PressAsync("Join Friends of Test Park");
        await browser.OpenAsync(Links.Organisations.Organisation(organisation));
        Assert.Equal(
            1,
            await host.Database.CountAsync("OutboxEmail", "SubjectId = @organisation and Subject like 'A change in who may act%' and ToAddress = @Email", new { organisation, Email = await EmailOfAsync(first) })
        );
    }

    [Fact]
    public async Task A_member_who_was_invited_cannot_take_the_organisation_over()
    {
        var (lead, guest) = (await host.Scenario.PersonAsync(Role.Applicant), await host.Scenario.PersonAsync(Role.Applicant));
        var organisation = await host.Scenario.OrganisationAsync(lead);
        var page = await (await host.AsAsync(lead)).OpenAsync(Links.Organisations.Organisation(organisation));
        page = await page.PressAsync($"Let them send applications: {lead.Name}");
        page = await page.PressAsync($"Let them accept grants: {lead.Name}");
        await page.Fill("Invite a colleague by e-mail", await EmailOfAsync(guest)).PressAsync("Invite");
        var browser = await host.AsAsync(guest);
        await (await browser.OpenAsync(Links.Casework.Work)).PressAsync("Join Friends of Test Park");
        var theirs = await browser.OpenAsync(Links.Organisations.Organisation(organisation));
        (await theirs.PressAsync($"Remove {lead.Name}", HttpStatusCode.BadRequest)).AssertSays($"Only {lead.Name} can remove members");
        (await theirs.PressAsync($"Let them send applications: {guest.Name}", HttpStatusCode.BadRequest)).AssertSays($"Only {lead.Name}");
        (await theirs.PressAsync($"Let them accept grants: {guest.Name}", HttpStatusCode.BadRequest)).AssertSays($"Only {lead.Name}");
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
        var email = await EmailOfAsync(await host.Scenario.NewcomerAsync(Role.Applicant));
        var late = await host.WithAsync<SetRoles, Result<string>>(roles => roles.AppointFirstAsync(email));
        Assert.Equal("There is already an administrator. Ask them.", late.FirstRefusal!.Sentence);
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("delete from PersonRole where Role = 'Administrator'"));
        Assert.NotEmpty((await host.WithAsync<SetRoles, Result<string>>(roles => roles.AppointFirstAsync(email))).Value!);
    }

    [Fact]
    public async Task Sign_in_redirects_only_to_a_page_of_this_site()
    {
        var browser = host.Visitor();
        var email = await EmailOfAsync(await host.Scenario.PersonAsync(Role.Applicant));
        var page = await browser.OpenAsync("/sign-in?returnUrl=https://evil.example/");
        await page.Fill("E-mail address", email).PressAsync("Continue");
        page = await browser.OpenAsync((await SentMessage.ToAsync(host, email)).Link);
        Assert.Equal("Your worklist", (await page.PressAsync("Sign in")).Heading);
    }

    private static async Task<BrowserPage> AskAsync(Browser browser, string email) =>
        await (await browser.OpenAsync(Links.Accounts.SignIn)).Fill("E-mail address", email).PressAsync("Continue");

    private static async Task<string> AskedAsync(Browser browser, string name)
    {
        var email = $"{name}-{Guid.NewGuid():N}@test.example";
        Assert.Equal("Check your e-mail", (await AskAsync(browser, email)).Heading);
        return email;
    }

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

    private async Task<string> KeyAsync(Guid id)
    {
        using var scope = host.Services.CreateScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        return scope
            .ServiceProvider.GetRequiredService<Commissioning.Web.Identity.AuthenticatorApp>()
            .KeyOf((await users.FindByIdAsync(id.ToString()))!)!;
    }
}
