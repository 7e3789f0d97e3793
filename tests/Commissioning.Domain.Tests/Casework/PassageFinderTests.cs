using Commissioning.Domain.Casework;

namespace Commissioning.Domain.Tests.Casework;

public sealed class PassageFinderTests
{
    [Theory]
    [InlineData("Jane Smith", "We met Jane Smith on Monday", "Jane Smith")]
    [InlineData("Jane Smith", "JANE SMITH rang", "JANE SMITH")]
    [InlineData("Jane Smith", "It was jane smith's idea", "jane smith")]
    [InlineData("Jane Smith", "It was Smith’s idea", "Smith")]
    [InlineData("Jane Smith", "Ask J. Smith about it", "J. Smith")]
    [InlineData("Jane Smith", "Ask J Smith about it", "J Smith")]
    [InlineData("Jane Mary Smith", "Ask J.M. Smith about it", "J.M. Smith")]
    [InlineData("Jane Smith", "Smith, Jane: treasurer", "Smith, Jane")]
    [InlineData("Mrs Jane Smith", "Jane led it", "Jane")]
    [InlineData("Anne-Marie Jones", "Anne Marie Jones runs it", "Anne Marie Jones")]
    [InlineData("Anne Marie Jones", "Anne-Marie Jones runs it", "Anne-Marie Jones")]
    [InlineData("José Núñez", "We asked Jose Nunez", "Jose Nunez")]
    [InlineData("Jose Nunez", "We asked José Núñez", "José Núñez")]
    [InlineData("Patrick O'Brien", "Patrick O’Brien came", "Patrick O’Brien")]
    [InlineData("محمد الأحمد", "تحدثنا مع محمد الأحمد أمس", "محمد الأحمد")]
    public void A_name_is_found_in_each_of_its_forms(string name, string text, string found)
    {
        var one = Assert.Single(Find(text, name));
        Assert.Equal((found, PassageKind.Name), (one.In(text), one.Kind));
        Assert.Equal(PassageState.Proposed, one.State);
    }

    [Theory]
    [InlineData("Grace Adeyemi", "Grace opened the hall", "Grace")]
    [InlineData("Mark Patel", "Then Mark spoke", "Mark")]
    [InlineData("Hope Adeyemi", "Hope is what the project gives", "Hope")]
    public void A_name_that_is_also_an_ordinary_word_is_proposed_and_said_to_be_one(string name, string text, string found)
    {
        var one = Assert.Single(Find(text, name));
        Assert.Equal((found, PassageKind.OrdinaryWord, PassageState.Proposed), (one.In(text), one.Kind, one.State));
        Assert.EndsWith("and an ordinary word", one.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hope Adeyemi", "We hope that people come")]
    [InlineData("Mark Patel", "Each mark counts")]
    [InlineData("Al Patel", "Always open")]
    [InlineData("Jane Smith", "The blacksmith is open")]
    [InlineData("Jane Smith", "Janet came")]
    public void An_ordinary_word_and_a_part_of_a_word_are_no_name(string name, string text) => Assert.Empty(Find(text, name));

    [Theory]
    [InlineData("We met ann  LEE", true)]
    [InlineData("Joann Leeds", false)]
    [InlineData("Ann came", false)]
    [InlineData("Written by 'A.Lee@group.example'.", true)]
    [InlineData("From jo.a.lee@group.example", false)]
    [InlineData("From a.lee@group.example.org", false)]
    public void A_text_mentions_a_person_by_the_whole_name_or_the_address(string text, bool mentions) =>
        Assert.Equal(mentions, PassageFinder.Mentions(text, "Ann Lee", "a.lee@group.example"));

    [Fact]
    public void A_part_of_a_name_that_two_people_share_has_no_letter()
    {
        var found = PassageFinder.Find(
            ["Patel agreed, and Asha Patel wrote it down"],
            [new("Asha Patel", "Assessor A"), new("Ravi Patel", "Assessor B")],
            [],
            []
        );
        Assert.Equal(
            [(null, "Patel"), ("Assessor A", "Asha Patel")],
            found.Select(one => (one.Shown, one.In("Patel agreed, and Asha Patel wrote it down")))
        );
    }

    [Theory]
    [InlineData("Write to jane.smith@group.example.", "jane.smith@group.example", PassageKind.Email)]
    [InlineData("Ring 0116 496 0123 after six", "0116 496 0123", PassageKind.Telephone)]
    [InlineData("Ring us on 0116 496 0123.", "0116 496 0123", PassageKind.Telephone)]
    [InlineData("Ring +44 7700 900123", "+44 7700 900123", PassageKind.Telephone)]
    [InlineData("She lives at LE1 5WW", "LE1 5WW", PassageKind.Postcode)]
    [InlineData("At 12 Example Street there is room", "12 Example Street", PassageKind.Address)]
    [InlineData("born on 3 May 1970 in Leicester", "born on 3 May 1970", PassageKind.DateOfBirth)]
    public void Addresses_and_numbers_are_found_by_their_form(string text, string found, PassageKind kind)
    {
        var one = Assert.Single(Find(text));
        Assert.Equal((found, kind), (one.In(text), one.Kind));
    }

    [Theory]
    [InlineData("£01162345678.00 in all")]
    [InlineData("SHA-256 0123456789012345678901234567890123456789012345678901234567890123")]
    [InlineData("On 01/02/2026, 10 of 20 came")]
    [InlineData("Charity 1234567")]
    public void A_figure_is_no_telephone_number(string text) => Assert.Empty(Find(text));

    [Fact]
    public void What_is_the_offices_own_and_what_is_taken_out_already_is_not_proposed()
    {
        const string text = "Write to office@opcc.example or ring 0116 496 0000; Jane Smith knows";
        var taken = Of(text, "Jane Smith") with { State = PassageState.Removed };
        Assert.Empty(PassageFinder.Find([text], [new("Jane Smith")], [taken], ["office@opcc.example", "01164960000"]));
    }

    [Fact]
    public void Ten_thousand_places_are_found_in_a_second()
    {
        var text = string.Join(' ', Enumerable.Repeat("Then Jane Smith wrote to jane@group.example, and it went on for some time.", 5_000));
        var people = Enumerable.Range(0, 500).Select(i => new PassageFinder.Known($"Person{i} Family{i}")).Append(new("Jane Smith"));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var found = PassageFinder.Find([text], people, [], []);
        Assert.Equal(10_000, found.Count);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    [Fact]
    public void Typed_words_are_found_whole_whatever_their_spaces_and_case()
    {
        var found = PassageFinder.Places(["The  church\nhall", "the church hall's roof", "church halls"], "Church hall");
        Assert.Equal([0, 1], found.Select(one => one.TextNumber));
    }

    private static IReadOnlyList<Passage> Find(string text, params string[] names) =>
        PassageFinder.Find([text], names.Select(name => new PassageFinder.Known(name)), [], []);

    private static Passage Of(string text, string words) =>
        new()
        {
            TextNumber = 0,
            StartsAt = text.IndexOf(words, StringComparison.Ordinal),
            CharCount = words.Length,
            Kind = PassageKind.Own,
            Reason = "x",
        };
}
