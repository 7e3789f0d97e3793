using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Accounts;
using Commissioning.Testing;
using Commissioning.Web.Identity;

namespace Commissioning.Web.Tests.Accounts;

/// <summary>A passkey in real Chromium, whose virtual authenticator answers as a laptop's fingerprint reader would.</summary>
public sealed class PasskeyInChromiumTests(LocalhostHost host) : IClassFixture<LocalhostHost>
{
    [Fact]
    public async Task A_passkey_is_added_signs_in_and_no_longer_works_once_removed()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var person = await host.Db.FindAsync<Person>(PersonSql.Select + " where Id = @Id", new { officer.Id });
        var codes = (await host.WithAsync<AuthenticatorApp, Result<IReadOnlyList<string>>>(app => app.MakeCodesAsync(person))).Value!;
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await session.DeskAsync(officer);
        var authenticator = await desk.Page.Context.NewCDPSessionAsync(desk.Page);
        await authenticator.SendAsync("WebAuthn.enable");
        await authenticator.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );

        await desk.OpenAsync(Links.Accounts.Passkeys);
        await desk.TypeAsync("Name of the passkey", "Work laptop");
        await desk.TypeAsync("Code from your authenticator app, or a recovery code", codes[0]);
        await AskAsync(desk, "Add a passkey", "The passkey Work laptop is added");
        await session.CheckAsync(desk.Page, javaScript: true, "passkeys");
        await desk.OpenAsync(Links.Accounts.Sessions, "sessions");
        await desk.OpenAsync(Links.Accounts.Authenticator);
        await desk.OpenAsync(Links.Accounts.SignOut);
        await desk.PressAsync("Sign out");

        await desk.OpenAsync(Links.Accounts.SignIn, "sign-in-passkey");
        await AskAsync(desk, "Sign in with a passkey", "What waits for you");
        await desk.OpenAsync(Links.Funds.Rounds);
        Assert.Equal(1, await host.Database.CountAsync("PersonSession", "Method = 'Passkey'"));
        Assert.Equal(1, await host.Database.CountAsync("PersonPasskey", "LastUsedAt is not null"));

        await desk.OpenAsync(Links.Accounts.Passkeys);
        await desk.TypeAsync("Code from your authenticator app, or a recovery code, to remove Work laptop", codes[1]);
        await desk.PressAsync("Remove Work laptop");
        await desk.SaysAsync("The passkey is removed");
        await AskAsync(desk, "Sign in with a passkey", "That passkey did not work");
        await desk.OpenAsync(Links.Casework.Work);
        await desk.SaysAsync("Sign in");
        var administrator = await session.DeskAsync(await host.Scenario.PersonAsync(Role.Administrator));
        await administrator.OpenAsync(Links.Operations.SignIns, "sign-ins");
        await administrator.SaysAsync("Signed in with a passkey");
        await administrator.OpenAsync(Links.Accounts.Person(officer.Id));
    }

    /// <summary>The page's script asks the browser, and sends the answer when it has it.</summary>
    private static async Task AskAsync(BrowserTab visit, string button, string words)
    {
        await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await visit.Page.Locator("main").GetByText(words).First.WaitForAsync();
    }
}
