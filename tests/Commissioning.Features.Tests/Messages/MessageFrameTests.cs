using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Messages;
using Commissioning.Features.Accounts;
using Commissioning.Features.Messages;
using Commissioning.Platform.Email;
using Commissioning.Testing;
using MimeKit;

namespace Commissioning.Features.Tests.Messages;

/// <summary>The frame of every e-mail, read from the file that would have been sent.</summary>
public sealed class MessageFrameTests : IDisposable
{
    private static readonly Office Office = new() { BaseUrl = "https://grants.leics.pcc.example.uk" };
    private readonly TestDatabase database = new();

    [Fact]
    public async Task Email_has_a_sender_an_address_for_answers_and_says_that_a_machine_wrote_it()
    {
        var message = await SignInMessageAsync();
        var from = (MailboxAddress)message.From[0];
        Assert.Equal(("Commissioning team, Police and Crime Commissioner", "grants@opcc.example"), (from.Name, from.Address));
        Assert.Equal("team@opcc.example", ((MailboxAddress)message.ReplyTo[0]).Address);
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
        Assert.Equal("All", message.Headers["X-Auto-Response-Suppress"]);
    }

    [Fact]
    public async Task Email_says_the_same_as_text_and_as_HTML_with_one_button_and_no_long_link()
    {
        var message = await SignInMessageAsync();
        var (text, html) = (message.TextBody!.ReplaceLineEndings("\n"), message.HtmlBody!);
        Assert.StartsWith("Hello\n\nUse the button below", text, StringComparison.Ordinal);
        Assert.Contains("lang=\"en-GB\"", html, StringComparison.Ordinal);
        Assert.Equal(2, html.Split("<a ").Length);
        Assert.DoesNotContain("<table", html, StringComparison.Ordinal);
        var link = text.Split('\n').Single(line => line.StartsWith("https://", StringComparison.Ordinal));
        Assert.True(link.Length <= 80, link);
        Assert.Contains($"href=\"{link}\"", html, StringComparison.Ordinal);
        foreach (
            var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => !line.StartsWith("https://", StringComparison.Ordinal))
        )
            Assert.Contains(System.Net.WebUtility.HtmlEncode(line.TrimEnd(':')), html, StringComparison.Ordinal);
        Assert.Contains("You get this because someone asked to sign in", text, StringComparison.Ordinal);
        Assert.Contains("Never send a password", text, StringComparison.Ordinal);
        Assert.Contains("Large print, Easy Read or another language", text, StringComparison.Ordinal);
        Assert.Contains(Office.ContactPhone, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_somebody_typed_stays_text_in_HTML_and_no_link_of_theirs_is_one()
    {
        var person = new Person
        {
            Id = Guid.NewGuid(),
            DisplayName = "Amira Khan",
            Email = "amira@test.example",
        };
        await database.Db.HousekeepAsync(async work =>
        {
            await AccountNotices.SendAsync(
                work,
                Office,
                MessageKind.PasskeyAdded,
                person,
                "passkey",
                "<a href=\"https://x.example\">me</a>"
            );
            return true;
        });
        var html = await database.Db.ScalarAsync<string>("select HtmlBody from OutboxEmail");
        Assert.Contains("&lt;a href=&quot;https://x.example&quot;&gt;me&lt;/a&gt;", html, StringComparison.Ordinal);
        Assert.Equal(2, html!.Split("<a ").Length);
        Assert.Contains("<p style=\"margin:0 0 16px\">Hello Amira</p>", html, StringComparison.Ordinal);
        Assert.Equal("PasskeyAdded", await database.Db.ScalarAsync<string>("select Kind from OutboxEmail"));
    }

    private async Task<MimeMessage> SignInMessageAsync()
    {
        Assert.True((await new SendSignInLink(database.Db, Office).RunAsync("new@test.example", "device", "network", null)).IsDone);
        var row = await database.Db.ReadAsync(work =>
            work.FindAsync<Row>("select Subject, TextBody, HtmlBody from OutboxEmail where ToAddress = 'new@test.example'")
        );
        var folder = Path.Combine(database.Folder, "mail");
        var id = Guid.NewGuid();
        await new PickupTransport(
            new MailOptions
            {
                PickupFolder = folder,
                From = "grants@opcc.example",
                ReplyTo = "team@opcc.example",
            }
        ).SendAsync(new(id, "new@test.example", row.Subject, row.TextBody, row.HtmlBody, null, null));
        return await MimeMessage.LoadAsync(Path.Combine(folder, $"{id:N}.eml"));
    }

    private sealed record Row
    {
        public required string Subject { get; init; }
        public required string TextBody { get; init; }
        public required string HtmlBody { get; init; }
    }

    public void Dispose() => database.Dispose();
}
