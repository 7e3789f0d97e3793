using Commissioning.Domain.Messages;

namespace Commissioning.Domain.Tests.Messages;

public sealed class MessageRulesTests
{
    [Theory]
    [InlineData("Thanks for {{refrence}}", "{{hash}} {{reference}}", "{{refrence}} is not a field of this message.")]
    [InlineData("Thanks", "{{hash}}", "Put {{reference}} into the message: reference of the application")]
    [InlineData("Thanks {{reference}}", "{{hash} {{hash}}", "A field is written between two braces on each side, such as {{reference}}")]
    [InlineData("Thanks {{reference}}", "{{hash}} }", "A field is written between two braces on each side, such as {{reference}}")]
    [InlineData("", "{{hash}} {{reference}}", "Enter a subject of up to 200 characters")]
    [InlineData("{{hash}}", "{{hash}} {{reference}}", "Write at least one word in the subject beside its fields")]
    [InlineData("{{hash}}: {{hash}}", "{{hash}} {{reference}}", "Write at least one word in the subject beside its fields")]
    [InlineData("Thanks\nfor it", "{{hash}} {{reference}} is what we got", "Write the subject on one line")]
    [InlineData("Thanks", " ", "Enter the message in up to 10,000 characters")]
    [InlineData("Thanks", "{{hash}} {{reference}} <b>bold</b>", "Write the message without HTML: the reader would see <b> as it is")]
    [InlineData("Thanks", "{{hash}} {{reference}} <script src=x>", "Write the message without HTML")]
    public void A_message_that_would_read_wrong_is_refused_by_a_sentence(string subject, string body, string sentence) =>
        Assert.StartsWith(sentence, MessageRules.WhyWrong(MessageKind.Receipt, subject, body)[0].Sentence, StringComparison.Ordinal);

    [Fact]
    public void A_message_of_one_letter_is_refused() =>
        Assert.StartsWith(
            "Write at least 20 characters",
            MessageRules.WhyWrong(MessageCatalogue.All.First(message => message.Needed.Count == 0).Kind, "A change", "x")[0].Sentence,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_message_of_50_000_words_is_refused() =>
        Assert.StartsWith(
            "Enter the message in up to 10,000 characters",
            MessageRules
                .WhyWrong(MessageKind.Receipt, "Thanks", "{{hash}} {{reference}} " + string.Concat(Enumerable.Repeat("word ", 50_000)))[0]
                .Sentence,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_smaller_than_sign_in_a_sentence_is_no_HTML() =>
        Assert.Empty(MessageRules.WhyWrong(MessageKind.Receipt, "Thanks", "{{hash}} {{reference}} if 3 < 5 and 7 > 2"));

    [Fact]
    public void Text_typed_by_an_applicant_is_not_read_as_a_message_field() =>
        Assert.Equal(
            "{{link}} and x",
            MessageRules.Fill("{{project}} and {{link}}", new Dictionary<string, string> { ["project"] = "{{link}}", ["link"] = "x" })
        );

    [Fact]
    public void A_line_whose_fields_are_all_empty_leaves_no_hole() =>
        Assert.Equal(
            "One\n\nTwo\nx and",
            MessageRules.Body(
                "One\n\n{{note}}\n\nThe note: {{note}}\n\nTwo\n{{note}}\n{{other}} and {{note}}",
                new Dictionary<string, string> { ["note"] = " ", ["other"] = "x" }
            )
        );

    [Theory]
    [InlineData("Amira Khan", "Hello Amira")]
    [InlineData("Amira", "Hello Amira")]
    [InlineData("", "Hello")]
    [InlineData("  ", "Hello")]
    [InlineData("Mrs. Jean Allen", "Hello Mrs. Jean Allen")]
    [InlineData("dr Patel", "Hello dr Patel")]
    [InlineData("J. Allen", "Hello J. Allen")]
    public void A_greeting_has_the_first_name_unless_it_begins_with_a_title_or_an_initial(string name, string greeting) =>
        Assert.Equal(greeting, MessageRules.Greeting(name));
}
