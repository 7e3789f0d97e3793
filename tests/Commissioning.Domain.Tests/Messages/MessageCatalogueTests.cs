using Commissioning.Domain.Funds;
using Commissioning.Domain.Messages;

namespace Commissioning.Domain.Tests.Messages;

public sealed class MessageCatalogueTests
{
    /// <summary>Messages that read harder than plain English, and why.</summary>
    private static readonly Dictionary<MessageKind, string> Hard = [];

    [Fact]
    public void Catalogue_has_every_kind_once() =>
        Assert.Equal(Enum.GetValues<MessageKind>(), MessageCatalogue.All.Select(text => text.Kind));

    [Fact]
    public void Catalogue_passes_the_rules_for_an_offices_own_words() =>
        Assert.Empty(
            MessageCatalogue.All.SelectMany(text =>
                MessageRules.WhyWrong(text.Kind, text.Subject, text.Body).Select(refusal => $"{text.Kind}: {refusal.Sentence}")
            )
        );

    [Fact]
    public void Catalogue_says_when_to_whom_and_why_and_names_the_fund_in_subjects_for_applicants()
    {
        foreach (var text in MessageCatalogue.All)
        {
            Assert.True(text.When.Length > 10 && text.To.Length > 5, $"{text.Kind} does not say when and to whom");
            Assert.StartsWith("You get this because ", text.Why, StringComparison.Ordinal);
            Assert.DoesNotContain("{{", Filled(text, text.Why), StringComparison.Ordinal);
            if (text.ByFund && text.To != "The office")
                Assert.Contains("{{fund}}", text.Subject, StringComparison.Ordinal);
            if (text.ByFund)
                Assert.True(
                    text.Subject.Contains("{{fund}}", StringComparison.Ordinal)
                        || text.Body.Contains("{{round}}", StringComparison.Ordinal),
                    $"{text.Kind} names no fund"
                );
        }
    }

    [Fact]
    public void Catalogue_says_of_each_message_to_an_organisation_whom_its_importance_names()
    {
        foreach (var text in MessageCatalogue.All.Where(text => text.Importance is not null))
        {
            Assert.StartsWith(
                text.Importance == Importance.Routine ? MessageText.Contacts : MessageText.ContactsAndSigning,
                text.To,
                StringComparison.Ordinal
            );
            Assert.DoesNotContain("contact", text.Why, StringComparison.Ordinal);
            Assert.DoesNotContain("you sent", text.Why, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Catalogue_leaves_the_greeting_addresses_and_contacts_to_the_frame()
    {
        foreach (var text in MessageCatalogue.All)
        {
            Assert.DoesNotContain("Hello", text.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("http", text.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("not OPCC policy", text.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Catalogue_reads_as_plain_English_with_a_reading_ease_of_60_or_more()
    {
        var hard = MessageCatalogue
            .All.Select(text => (text.Kind, Ease: PlainLanguage.ReadingEase(Filled(text, MessageRules.Body(text.Body, Samples(text))))))
            .Where(one => one.Ease < 60)
            .ToDictionary(one => one.Kind, one => one.Ease);
        Assert.Empty(hard.Where(one => !Hard.ContainsKey(one.Key)).Select(one => $"{one.Key} reads at {one.Value}"));
        Assert.Empty(Hard.Keys.Except(hard.Keys));
    }

    private static IReadOnlyDictionary<string, string> Samples(MessageText text) => MessageRules.Samples(text);

    private static string Filled(MessageText text, string words) => MessageRules.Fill(words, Samples(text));
}
