using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Tests.Applications;

public sealed class MessageRulesTests
{
    [Fact]
    public void The_portals_own_messages_are_sound_and_every_field_of_theirs_has_a_sample()
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
    public void A_field_cannot_be_misspelt_or_forgotten(string subject, string body, string sentence) =>
        Assert.StartsWith(sentence, MessageRules.WhyWrong(MessageKind.Receipt, subject, body)[0].Sentence, StringComparison.Ordinal);

    [Fact]
    public void What_an_applicant_typed_is_not_read_as_a_field() =>
        Assert.Equal(
            "{{link}} and x",
            MessageRules.Fill("{{project}} and {{link}}", new Dictionary<string, string> { ["project"] = "{{link}}", ["link"] = "x" })
        );
}
