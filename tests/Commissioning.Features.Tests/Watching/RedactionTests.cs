using Commissioning.Platform.Data;
using Commissioning.Platform.Nodes;
using Commissioning.Platform.Watching;
using MailKit.Net.Smtp;

namespace Commissioning.Features.Tests.Watching;

public sealed class RedactionTests
{
    [Theory]
    [InlineData(
        "Mailbox unavailable. The server response was: 550 <jane.o'neill+grants@example.org> unknown",
        "Mailbox unavailable. The server response was: 550 <[e-mail]> unknown"
    )]
    [InlineData("to zoë@bücher.example.", "to [e-mail].")]
    [InlineData("ring 0116 496 0123 or +44 7700 900123 or (0116) 4960123", "ring [phone] or [phone] or [phone]")]
    [InlineData("paid to 20-00-00 12345678", "paid to [sort code] [account]")]
    [InlineData("lives at LE1 9ZZ, before that sw1a1aa", "lives at [postcode], before that [postcode]")]
    [InlineData("nothing of the kind", "nothing of the kind")]
    public void Redaction_masks_email_addresses_and_telephone_numbers(string text, string masked) =>
        Assert.Equal(masked, Redaction.Of(text));

    [Theory]
    [InlineData("E-mail 01995a2e-7b3c-7def-8123-456789012345 was not sent")]
    [InlineData("trace 0af7651916cd43dd8448eb211c80319c and hash 0123456789012345678901234567890123456789012345678901234567890123")]
    [InlineData("GET /scoring/{id:guid} 200 in 12 ms")]
    [InlineData("Alert DiskSpace: 1,023 MB of 20,480 MB are free at 23:59 on 21 November 2026")]
    [InlineData("Now listening on: http://127.0.0.1:5080, SQLite error 2067, 10.0.0.1 of 2026-11-21")]
    public void Redaction_keeps_the_identifiers_that_operators_need(string text) => Assert.Equal(text, Redaction.Of(text));

    [Theory]
    [InlineData("03143984-0000-4000-8000-000000000000")]
    [InlineData("20143984-0000-4000-8000-000000000000")]
    [InlineData("7700900a-0000-4000-8000-000000000000")]
    public void Redaction_keeps_the_name_of_a_node_whatever_its_digits(string id)
    {
        var sentence = $"The node {new ThisNode { Id = Guid.Parse(id) }.Name} was last heard of at 09:00";
        Assert.Equal(sentence, Redaction.Of(sentence));
    }

    [Fact]
    public void Redaction_leaves_out_an_exception_message_that_may_quote_a_person()
    {
        var text = Redaction.Of(Thrown(() => int.Parse("Jane Doe", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.StartsWith("FormatException (message left out)", text, StringComparison.Ordinal);
        Assert.Contains(nameof(Thrown), text, StringComparison.Ordinal);
        Assert.DoesNotContain("Jane", text, StringComparison.Ordinal);

        text = Redaction.Of(
            new InvalidOperationException("For Jane Doe", new MigrationException("Migration 0001 failed for jane@example.org"))
        );
        Assert.Equal(
            "InvalidOperationException (message left out)\n caused by MigrationException (Migration 0001 failed for [e-mail])",
            text
        );
    }

    [Fact]
    public void Redaction_reports_why_an_email_was_refused_without_the_servers_words() =>
        Assert.Equal(
            "SmtpCommandException (MailboxUnavailable)",
            Redaction.Reason(
                new SmtpCommandException(SmtpErrorCode.RecipientNotAccepted, SmtpStatusCode.MailboxUnavailable, "550 Jane Doe is not here")
            )
        );

    private static Exception Thrown(Action act)
    {
        try
        {
            act();
        }
        catch (FormatException exception)
        {
            return exception;
        }
        throw new InvalidOperationException("It was to fail");
    }
}
