using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Tests.Funds;

public sealed class MessageRulesTests
{
    [Fact]
    public void The_default_messages_are_valid_and_every_field_has_a_sample()
    {
        foreach (var message in MessageRules.All)
        {
            Assert.Empty(MessageRules.WhyWrong(message.Kind, message.Subject, message.Body));
            var text = MessageRules.Fill(
                message.Subject + message.Body,
                message.Fields.ToDictionary(field => field.Name, field => field.Sample)
            );
            Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
        }
        Assert.Equal(Enum.GetValues<MessageKind>(), MessageRules.All.Select(message => message.Kind));
    }

    [Theory]
    [InlineData("Thanks for {{refrence}}", "{{link}} {{reference}}", "{{refrence}} is not a field of this message.")]
    [InlineData("Thanks", "{{link}}", "Put {{reference}} into the message: reference of the application")]
    [InlineData("Thanks {{reference}}", "{{link} {{link}}", "A field is written between two braces on each side, such as {{link}}")]
    [InlineData("", "{{link}} {{reference}}", "Enter a subject of up to 200 characters")]
    public void A_message_with_a_misspelt_or_missing_field_is_refused(string subject, string body, string sentence) =>
        Assert.StartsWith(sentence, MessageRules.WhyWrong(MessageKind.Receipt, subject, body)[0].Sentence, StringComparison.Ordinal);

    [Fact]
    public void Text_typed_by_an_applicant_is_not_read_as_a_message_field() =>
        Assert.Equal(
            "{{link}} and x",
            MessageRules.Fill("{{project}} and {{link}}", new Dictionary<string, string> { ["project"] = "{{link}}", ["link"] = "x" })
        );
}
