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
    [Fact]
    public async Task A_volunteer_starts_an_account_with_a_link_and_adds_two_organisations()
    {
        var browser = host.Visitor();
        var email = await AskedAsync(browser, "o'neill");
        var page = await browser.OpenAsync((await SentMessage.ToAsync(host, email)).Link);
        Assert.Equal("Start your account", page.Heading);
        (await page.PressAsync("Sign in", HttpStatusCode.BadRequest)).AssertError("Enter your name");
        var work = await page.Fill("Your full name", "Nuala O'Neill").PressAsync("Sign in");
        Assert.Equal("What you need to do", work.Heading);

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
        var id = await host.Db.ScalarAsync<Guid>("select Id from SignInLink where Email = @email", new { email });
        var elsewhere = await other.OpenAsync(Links.Accounts.CheckEmail(id));
        elsewhere.AssertDoesNotSay(email);
        (await elsewhere.Fill("6-digit code", message.Code).PressAsync("Continue", HttpStatusCode.BadRequest)).AssertSays(
            "That code is not right"
        );
        (await page.Fill("6-digit code", "12").PressAsync("Continue", HttpStatusCode.BadRequest)).AssertError(
            "Enter the 6 digits from the e-mail"
        );
        Assert.Equal("What you need to do", (await page.Fill("6-digit code", message.Code).PressAsync("Continue")).Heading);
        Assert.Equal(1, await host.Database.CountAsync("PersonSession", "PersonId = @Id and Method = 'EmailLink'", new { person.Id }));
        Assert.Equal("What you need to do", (await browser.OpenAsync(message.Link)).Heading);
        (await other.OpenAsync(message.Link, HttpStatusCode.BadRequest)).AssertSays("already been used");
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
        (await page.Fill("6-digit code", message.Code).PressAsync("Continue", HttpStatusCode.BadRequest)).AssertSays(
            "open its link instead"
        );
        Assert.Equal("What you need to do", (await (await browser.OpenAsync(message.Link)).PressAsync("Sign in")).Heading);
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
        phone.AssertSays("This link was asked for on another device");
        Assert.Equal("What you need to do", (await phone.PressAsync("Sign in on this device")).Heading);
        (await host.Visitor().OpenAsync(link[..^3] + "xyz", HttpStatusCode.BadRequest)).AssertSays("This link is incomplete");
    }

    [Fact]
    public async Task A_known_and_an_unknown_address_get_the_same_answer()
    {
        var (known, unknown) = (
            await EmailOfAsync(await host.Scenario.PersonAsync(Role.Applicant)),
            $"nobody-{Guid.NewGuid():N}@test.example"
        );
        Assert.Equal(await TextAsync(known), await TextAsync(unknown));

        async Task<string> TextAsync(string email) =>
            (await AskAsync(host.Visitor(), email))
                .Document.QuerySelector("main")!
                .TextContent.Replace(email, "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_than_three_messages_are_under_way_to_one_address_and_the_page_says_the_same()
    {
        var email = await EmailOfAsync(await host.Scenario.PersonAsync(Role.Applicant));
        for (var i = 0; i < 6; i++)
            Assert.Equal("Check your e-mail", (await AskAsync(host.Visitor(), email)).Heading);
        Assert.Equal(SignInLinkRules.MostToOneAddress, await host.Database.CountAsync("OutboxEmail", "ToAddress = @email", new { email }));
        // The owner of the address can still use what was sent, even if others asked for it.
        var page = await host.Visitor().OpenAsync((await SentMessage.ToAsync(host, email)).Link);
        Assert.Equal("What you need to do", (await page.PressAsync("Sign in on this device")).Heading);
    }

    [Fact]
    public async Task A_fourth_message_is_not_called_sent_and_the_newest_code_still_works()
    {
        var browser = host.Visitor();
        var email = await EmailOfAsync(await host.Scenario.PersonAsync(Role.Applicant));
        var page = await AskAsync(browser, email);
        for (var i = 1; i < SignInLinkRules.MostToOneAddress; i++)
            (page = await page.PressAsync("Send another message")).AssertSays("We have sent another link and code");
        var newest = await SentMessage.ToAsync(host, email);
        page = await page.PressAsync("Send another message");
        page.AssertDoesNotSay("We have sent another link and code");
        page.AssertSays("If we can send another message, it is on its way. We send at most 3 in 10 minutes.");
        (await AskAsync(host.Visitor(), email)).AssertDoesNotSay("We have sent a message");
        Assert.Equal("What you need to do", (await page.Fill("6-digit code", newest.Code).PressAsync("Continue")).Heading);
    }

    [Fact]
    public async Task A_code_that_was_used_and_the_code_of_an_earlier_message_are_told_apart()
    {
        var browser = host.Visitor();
        var email = await EmailOfAsync(await host.Scenario.PersonAsync(Role.Applicant));
        var first = await AskAsync(browser, email);
        var earlier = await SentMessage.ToAsync(host, email);
        var second = await first.PressAsync("Send another message");
        (await second.Fill("6-digit code", earlier.Code).PressAsync("Continue", HttpStatusCode.BadRequest)).AssertError(
            "That is the code of an earlier message. Enter the code of the newest one, or open the earlier message's link."
        );
        var newest = await SentMessage.ToAsync(host, email);
        await second.Fill("6-digit code", newest.Code).PressAsync("Continue");
        await (await browser.OpenAsync(Links.Accounts.SignOut)).PressAsync("Sign out");
        (await second.Fill("6-digit code", newest.Code).PressAsync("Continue", HttpStatusCode.BadRequest)).AssertError(
            "That code has been used: each works once. Ask for a new one below."
        );
    }

    [Theory]
    [InlineData("/sign-out", "Sign out", true)]
    [InlineData("/account/sessions", "Sign out everywhere", true)]
    [InlineData(null, null, false)]
    public async Task A_form_that_was_open_when_its_person_signed_out_is_kept(string? where, string? press, bool isKept)
    {
        var person = await host.Scenario.PersonAsync(Role.Applicant);
        await host.Scenario.OrganisationAsync(person, "Open Form Group");
        var browser = await host.AsAsync(person);
        var form = await browser.OpenAsync(Links.Organisations.New);
        if (where is not null)
            await (await browser.OpenAsync(where)).PressAsync(press!);
        else
            await host.Db.HousekeepAsync(work =>
                work.ExecuteAsync(
                    "update PersonSession set EndedAt = @Now, EndedWhy = 'EndedByAdministrator' where PersonId = @Id",
                    new { work.Now, person.Id }
                )
            );
        var signIn = await form.Fill("Name of the organisation", "Typed Before").PressAsync("Save and continue");
        Assert.Equal("Sign in or start an account", signIn.Heading);
        Assert.Equal(isKept ? 1 : 0, await host.Database.CountAsync("SavedForm", "PersonId = @Id", new { person.Id }));
        if (!isKept)
            return;
        signIn.AssertSays("We have kept what you typed");
        var id = await host.Db.ScalarAsync<Guid>("select Id from SavedForm where PersonId = @Id", new { person.Id });
        var again = await (await host.AsAsync(person)).OpenAsync(Links.Accounts.SavedForm(id));
        Assert.Contains("Typed Before", again.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_was_not_made_for_the_person_who_signed_out_is_not_kept_for_them()
    {
        var person = await host.Scenario.PersonAsync(Role.Applicant);
        var browser = await host.AsAsync(person);
        await (await browser.OpenAsync("/sign-out")).PressAsync("Sign out");
        using var answer = await browser.PostAsync(
            new Uri(host.Address, Links.Organisations.New),
            new FormUrlEncodedContent(new Dictionary<string, string> { ["Form.Name"] = "Planted" })
        );
        Assert.Equal(0, await host.Database.CountAsync("SavedForm", "PersonId = @Id", new { person.Id }));
    }

    [Theory]
    [InlineData("no one@nowhere.example")]
    [InlineData("")]
    [InlineData("o\u0000@b.example")]
    public async Task An_address_that_cannot_be_one_is_refused(string email) =>
        (
            await (await host.Visitor().OpenAsync(Links.Accounts.SignIn))
                .Fill("E-mail address", email)
                .PressAsync("Continue", HttpStatusCode.BadRequest)
        ).AssertSays(email.Contains('\0') ? "could not use what was sent" : "Enter an e-mail address in the right form");

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
    public async Task A_stranger_who_asks_first_for_an_address_owns_nothing()
    {
        var email = await AskedAsync(host.Visitor(), "stranger");
        var owner = host.Visitor();
        var page = await owner.OpenAsync((await SentMessage.ToAsync(host, email)).Link);
        await page.Fill("Your full name", "The Owner").PressAsync("Sign in on this device");
        Assert.Equal(1, await host.Database.CountAsync("Person", "Email = @email and PasswordHash is null", new { email }));
        Assert.Equal(
            1,
            await host.Database.CountAsync("PersonSession", "PersonId = (select Id from Person where Email = @email)", new { email })
        );
    }

    [Fact]
    public async Task Sign_in_redirects_only_to_a_page_of_this_site()
    {
        var browser = host.Visitor();
        var email = await EmailOfAsync(await host.Scenario.PersonAsync(Role.Applicant));
        var page = await browser.OpenAsync("/sign-in?returnUrl=https://evil.example/");
        await page.Fill("E-mail address", email).PressAsync("Continue");
        page = await browser.OpenAsync((await SentMessage.ToAsync(host, email)).Link);
        Assert.Equal("What you need to do", (await page.PressAsync("Sign in")).Heading);
    }

    private static async Task<BrowserPage> AskAsync(Browser browser, string email) =>
        await (await browser.OpenAsync(Links.Accounts.SignIn)).Fill("E-mail address", email).PressAsync("Continue");

    private static async Task<string> AskedAsync(Browser browser, string name)
    {
        var email = $"{name}-{Guid.NewGuid():N}@test.example";
        Assert.Equal("Check your e-mail", (await AskAsync(browser, email)).Heading);
        return email;
    }

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
}
