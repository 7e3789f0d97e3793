using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Accounts;
using Commissioning.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Commissioning.Web.Tests.Accounts;

/// <summary>A real sign-in against our own test directory: discovery, keys, an authorization code with PKCE, and a signed answer.</summary>
public sealed class DirectorySignInTests : IAsyncLifetime
{
    private readonly StubDirectory directory = new();
    private DirectoryHost host = null!;

    public async Task InitializeAsync()
    {
        await directory.StartAsync();
        host = new(directory.Address);
        await host.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await directory.DisposeAsync();
    }

    [Fact]
    public async Task Directory_sign_in_accepts_staff_with_the_directorys_second_factor()
    {
        directory.Claims = new()
        {
            ["oid"] = "o-1",
            ["email"] = "jo@opcc.example",
            ["xms_edov"] = true,
            ["name"] = "Jo Example",
            ["groups"] = new[] { "g-officers", "g-other" },
            ["amr"] = new[] { "pwd", "mfa" },
        };
        var browser = host.Visitor();
        var signIn = await browser.OpenAsync(Links.Accounts.SignIn);
        var there = await signIn.FollowAsync("Sign in with Contoso");
        Assert.Equal("Directory", there.Heading);
        Assert.Equal("What waits for you", (await there.PressAsync("Continue")).Heading);
        await browser.OpenAsync(Links.Funds.Rounds);
        Assert.Equal(1, await host.Database.CountAsync("PersonSession", "Method = 'Directory'"));
        (await browser.OpenAsync(Links.Accounts.Passkeys)).AssertSays("You sign in with Contoso, so you cannot add a passkey here");
    }

    [Fact]
    public async Task Directory_staff_cannot_sign_in_with_a_password()
    {
        directory.Claims = new()
        {
            ["oid"] = "o-4",
            ["email"] = "lee@opcc.example",
            ["xms_edov"] = "1",
            ["groups"] = new[] { "g-officers" },
        };
        await (await host.Visitor().OpenAsync(Links.Accounts.Directory)).PressAsync("Continue");
        var hash = new PasswordHasher<Person>().HashPassword(new(), "correct horse battery");
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Person set PasswordHash = @hash where Email = 'lee@opcc.example'", new { hash })
        );
        var page = (await host.Visitor().OpenAsync(Links.Accounts.StaffSignIn))
            .Fill("E-mail address", "lee@opcc.example")
            .Fill("Password", "correct horse battery");
        (await page.PressAsync("Sign in", HttpStatusCode.BadRequest)).AssertError("People who work for the office sign in with Contoso.");
    }

    [Fact]
    public async Task Directory_sign_in_creates_no_account_for_an_unverified_address()
    {
        directory.Claims = new()
        {
            ["oid"] = "o-5",
            ["email"] = "ray@opcc.example",
            ["preferred_username"] = "ray@opcc.example",
            ["groups"] = new[] { "g-officers" },
        };
        await (await host.Visitor().OpenAsync(Links.Accounts.Directory)).PressAsync("Continue", HttpStatusCode.BadRequest);
        Assert.Equal(0, await host.Database.CountAsync("Person", "Email = 'ray@opcc.example'"));
    }

    [Fact]
    public async Task Directory_sign_in_without_a_second_factor_asks_for_the_portals()
    {
        directory.Claims = new()
        {
            ["oid"] = "o-2",
            ["email"] = "sam@opcc.example",
            ["email_verified"] = true,
            ["name"] = "Sam",
            ["groups"] = new[] { "g-officers" },
        };
        var browser = host.Visitor();
        var page = await (await browser.OpenAsync(Links.Accounts.Directory)).PressAsync("Continue");
        Assert.Equal("Authenticator app", page.Heading);
        await browser.OpenAsync(Links.Funds.Rounds, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Directory_sign_in_without_a_role_or_cancelled_is_refused_with_the_reason()
    {
        directory.Claims = new()
        {
            ["oid"] = "o-3",
            ["email"] = "kim@opcc.example",
            ["groups"] = new[] { "g-other" },
        };
        var page = await (await host.Visitor().OpenAsync(Links.Accounts.Directory)).PressAsync("Continue", HttpStatusCode.BadRequest);
        page.AssertSays("You are not signed in");
        Assert.Contains(
            "None of your directory groups",
            page.Document.QuerySelector(".govuk-error-summary")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "You are not signed in",
            (await (await host.Visitor().OpenAsync(Links.Accounts.Directory)).PressAsync("Cancel", HttpStatusCode.BadRequest)).Heading
        );
        Assert.Equal(1, await host.Database.CountAsync("SignInEvent", "Outcome = 'DirectoryRefused'"));
    }

    [Fact]
    public async Task A_directory_that_calls_itself_by_another_address_is_not_used()
    {
        directory.Issuer = "https://login.example/other/v2.0";
        var page = await host.Visitor().OpenAsync(Links.Accounts.Directory, HttpStatusCode.BadRequest);
        page.AssertSays("Contoso cannot be reached at the moment");
        Assert.Equal(
            1,
            await host.Database.CountAsync("Alert", "Kind = 'Directory' and Sentence like '%calls itself https://login.example/other%'")
        );
    }

    [Theory]
    [InlineData("invalid_scope", 1)]
    [InlineData("Ring_this_number", 0)]
    public async Task An_alert_repeats_only_a_known_error_of_the_directory(string error, int alerts)
    {
        directory.Error = error;
        await (await host.Visitor().OpenAsync(Links.Accounts.Directory)).PressAsync("Cancel", HttpStatusCode.BadRequest);
        Assert.Equal(alerts, await host.Database.CountAsync("Alert", "Kind = 'Directory' and ClearedAt is null"));
    }

    private sealed class DirectoryHost(string authority) : PortalHost
    {
        protected override string[] Settings =>
            [
                "--Pdf:Chromium=/none",
                $"--Directory:Authority={authority}",
                "--Directory:ClientId=portal",
                "--Directory:ClientSecret=s3cret",
                "--Directory:Name=Contoso",
                $"--Directory:Groups:g-officers={Role.CommissioningOfficer}",
            ];
    }

    /// <summary>A minimal OpenID Connect provider: it signs in anyone who presses Continue, and checks what the portal sends.</summary>
    private sealed class StubDirectory : IAsyncDisposable
    {
        private readonly RSA key = RSA.Create(2048);
        private readonly Dictionary<string, (string Nonce, string Challenge)> codes = [];
        private WebApplication app = null!;

        public string Address => app.Urls.Single();
        public Dictionary<string, object> Claims { get; set; } = [];

        /// <summary>What it calls itself; null: its address.</summary>
        public string? Issuer { get; set; }

        /// <summary>What it says when a person presses Cancel.</summary>
        public string Error { get; set; } = "access_denied";

        public Task StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            app = builder.Build();
            app.Urls.Add("http://127.0.0.1:0");
            app.MapGet(
                "/.well-known/openid-configuration",
                () =>
                    Results.Json(
                        new Dictionary<string, object>
                        {
                            ["issuer"] = Issuer ?? Address,
                            ["authorization_endpoint"] = Address + "/authorize",
                            ["token_endpoint"] = Address + "/token",
                            ["jwks_uri"] = Address + "/keys",
                            ["response_types_supported"] = new[] { "code" },
                            ["subject_types_supported"] = new[] { "pairwise" },
                            ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
                        }
                    )
            );
            app.MapGet(
                "/keys",
                () =>
                {
                    var open = key.ExportParameters(false);
                    return Results.Json(
                        new
                        {
                            keys = new[]
                            {
                                new
                                {
                                    kty = "RSA",
                                    use = "sig",
                                    alg = "RS256",
                                    kid = "k1",
                                    n = Text(open.Modulus!),
                                    e = Text(open.Exponent!),
                                },
                            },
                        }
                    );
                }
            );
            app.MapGet(
                "/authorize",
                (HttpRequest request) =>
                {
                    var asked = request.Query;
                    Assert.Equal(
                        ("portal", "code", "form_post", "S256"),
                        (
                            (string?)asked["client_id"],
                            (string?)asked["response_type"],
                            (string?)asked["response_mode"],
                            (string?)asked["code_challenge_method"]
                        )
                    );
                    var code = Guid.NewGuid().ToString("N");
                    codes[code] = (asked["nonce"]!, asked["code_challenge"]!);
                    var state = $"<input type=\"hidden\" name=\"state\" value=\"{WebUtility.HtmlEncode(asked["state"])}\">";
                    return Results.Content(
                        $"""
                        <!DOCTYPE html><html lang="en"><head><title>Directory</title></head><body><main><h1>Directory</h1>
                        <form method="post" action="{asked[
                            "redirect_uri"
                        ]}">{state}<input type="hidden" name="code" value="{code}"><button>Continue</button></form>
                        <form method="post" action="{asked[
                            "redirect_uri"
                        ]}">{state}<input type="hidden" name="error" value="{Error}"><button>Cancel</button></form>
                        </main></body></html>
                        """,
                        "text/html"
                    );
                }
            );
            app.MapPost(
                "/token",
                async (HttpRequest request) =>
                {
                    var form = await request.ReadFormAsync();
                    var (nonce, challenge) = codes[form["code"]!];
                    if (
                        form["client_secret"] != "s3cret"
                        || Text(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"]!))) != challenge
                    )
                        return Results.BadRequest();
                    return Results.Json(
                        new
                        {
                            access_token = "none",
                            token_type = "Bearer",
                            expires_in = 300,
                            id_token = Token(nonce),
                        }
                    );
                }
            );
            return app.StartAsync();
        }

        private string Token(string nonce)
        {
            var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
            var body = new Dictionary<string, object>(Claims)
            {
                ["iss"] = Address,
                ["aud"] = "portal",
                ["sub"] = "pairwise",
                ["nonce"] = nonce,
                ["iat"] = now,
                ["nbf"] = now - 5,
                ["exp"] = now + 300,
            };
            var signed =
                $"{Text(JsonSerializer.SerializeToUtf8Bytes(new { alg = "RS256", typ = "JWT", kid = "k1" }))}.{Text(JsonSerializer.SerializeToUtf8Bytes(body))}";
            return $"{signed}.{Text(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
        }

        private static string Text(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

        public async ValueTask DisposeAsync()
        {
            await app.DisposeAsync();
            key.Dispose();
        }
    }
}
