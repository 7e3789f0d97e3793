using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Tests.Awards;

public sealed class LetterTemplateRulesTests
{
    private static readonly LetterTemplate Decline = LetterTemplates.Of(LetterKind.Decline),
        Review = LetterTemplates.Of(LetterKind.Review),
        Variation = LetterTemplates.Of(LetterKind.Variation),
        Award = LetterTemplates.Of(LetterKind.Award);

    private static IReadOnlyList<string> Wrong(LetterTemplate template, string body, string? title = null) =>
        LetterTemplateRules.WhyWrong(template.Kind, title ?? template.Title, body).Select(refusal => refusal.Sentence).ToList();

    private static IReadOnlyList<LetterPart> Parts(LetterTemplate template, string body, params string[] holds) =>
        LetterTemplateRules.Parts(
            template.Kind,
            body,
            template.Fields.ToDictionary(field => field.Name, field => field.Name == "note" ? "" : field.Sample),
            holds.ToHashSet()
        );

    [Fact]
    public void The_default_letter_templates_cover_every_kind_and_are_valid()
    {
        Assert.Equal(Enum.GetValues<LetterKind>(), LetterTemplates.All.Select(template => template.Kind));
        Assert.All(
            LetterTemplates.All,
            template => Assert.Empty(LetterTemplateRules.WhyWrong(template.Kind, template.Title, template.Body))
        );
        Assert.All(
            LetterTemplates.All,
            template => Assert.Empty(template.Needed.Except(template.Fields.Concat(template.Blocks).Select(field => field.Name)))
        );
    }

    [Fact]
    public void Letter_template_fields_blocks_and_conditions_have_distinct_names()
    {
        foreach (var template in LetterTemplates.All)
        {
            var names = template.Fields.Concat(template.Blocks).Concat(template.Conditions).Select(field => field.Name).ToList();
            Assert.Equal(names.Distinct(), names);
            Assert.All(template.Conditions, condition => Assert.Contains(condition.Sample, new[] { "Yes", "No" }));
        }
    }

    [Theory]
    [InlineData("{{projct}}", "{{projct}} is not a field of this letter. Did you mean {{project}}?")]
    [InlineData("Dear {{Contact}},", "{{Contact}} is not a field of this letter. Did you mean {{contact}}?")]
    [InlineData("{{signatur}}", "{{signatur}} is not a field of this letter. Did you mean {{signature}}?")]
    [InlineData("See {{scores}} below", "{{scores}} is a table or a list, so it must be on a separate line in the letter")]
    [InlineData("Dear {contact},", "A field is written between two braces on each side, such as {{reference}}")]
    [InlineData("Dear {{contact},", "A field is written between two braces on each side, such as {{reference}}")]
    [InlineData(
        "{{if funded}}\nWords\n{{end}}",
        "{{if funded}} is not a condition of this letter. Choose from: {{if strong}}, {{if weak}}"
    )]
    [InlineData("Words {{end}}", "{{end}} must be on a separate line")]
    [InlineData("{{end}}", "{{end}} has no {{if}} before it")]
    [InlineData("#Reasons", "A heading is # or ##, a space and its words, such as # What to do now")]
    [InlineData("### Reasons", "A heading is # or ##, a space and its words, such as # What to do now")]
    public void A_letter_template_fault_is_reported_with_how_to_put_it_right(string line, string sentence) =>
        Assert.Equal([sentence], Wrong(Decline, Decline.Body + "\n\n" + line));

    [Theory]
    [InlineData("{{if uphelt}}\nWords\n{{end}}", "{{if uphelt}} is not a condition of this letter. Did you mean {{if upheld}}?")]
    [InlineData(
        "{{if elephants}}\nWords\n{{end}}",
        "{{if elephants}} is not a condition of this letter. Choose from: {{if upheld}}, {{if partly-upheld}}, {{if not-upheld}}"
    )]
    [InlineData("{{if not upheld}}\nWords", "{{if upheld}} has no {{end}} after it")]
    [InlineData(
        "{{if upheld}}\n{{if partly-upheld}}\nWords\n{{end}}",
        "{{if partly-upheld}} is inside {{if upheld}}. Write {{end}} before it"
    )]
    [InlineData("It is {{upheld}}", "{{upheld}} is a condition. Write {{if upheld}} before the paragraph and {{end}} after it")]
    [InlineData("We {{if upheld}}agree{{end}}.", "{{if upheld}} must be on a separate line", "{{end}} must be on a separate line")]
    public void A_letter_template_condition_fault_is_reported(string lines, params string[] sentences) =>
        Assert.Equal(sentences, Wrong(Review, Review.Body + "\n\n" + lines));

    [Fact]
    public void Every_letter_reads_easily()
    {
        Assert.All(
            LetterTemplates.All,
            template =>
            {
                var values = template.Fields.ToDictionary(field => field.Name, field => field.Sample);
                var holds = template.Conditions.Select(condition => condition.Name).ToHashSet();
                var words = LetterTemplateRules
                    .Parts(template.Kind, template.Body, values, holds)
                    .OfType<LetterPart.Paragraph>()
                    .Select(part => part.Text.Replace("**", "", StringComparison.Ordinal));
                var ease = PlainLanguage.ReadingEase(string.Join("\n\n", words));
                Assert.True(ease >= 60, $"{template.Kind}: {ease}");
            }
        );
    }

    [Fact]
    public void An_unknown_letter_field_that_resembles_none_is_answered_with_the_whole_list()
    {
        var sentence = Assert.Single(Wrong(Decline, Decline.Body + "\n{{elephants-and-castles}}"));
        Assert.StartsWith(
            "{{elephants-and-castles}} is not a field of this letter. Choose from: {{contact}}, {{organisation}}",
            sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_letter_title_may_hold_fields_but_no_tables_or_lists()
    {
        Assert.Equal(
            ["{{scores}} is a table or a list, so it must be on a separate line in the letter"],
            Wrong(Decline, Decline.Body, "About {{scores}}")
        );
        Assert.Equal(["Enter a title of up to 200 characters"], Wrong(Decline, Decline.Body, " "));
        Assert.Equal(["Enter a title of up to 200 characters"], Wrong(Decline, Decline.Body, new string('x', 201)));
        Assert.Equal("title", LetterTemplateRules.WhyWrong(LetterKind.Decline, "{{projet}}", Decline.Body).Single().Field);
        Assert.Empty(Wrong(Decline, Decline.Body, "About {{project}}, {{reference}}"));
        // Nobody scored it, or nothing was strong: then nothing would be left of these.
        foreach (var title in new[] { "{{strengths}}", "{{strengths}}: {{panel}}" })
            Assert.Equal(
                ["Write a title that is never empty: add a few words, or a field that every letter has, such as {{project}}"],
                Wrong(Decline, Decline.Body, title)
            );
        Assert.Empty(Wrong(Decline, Decline.Body, "What was strong: {{strengths}}"));
    }

    [Fact]
    public void A_letter_template_is_plain_text_without_html()
    {
        const string Sentence = "Write the letter as plain text, without HTML such as <b>. For bold words write **words**.";
        Assert.Equal([Sentence], Wrong(Decline, Decline.Body + "\n\n<script>alert(1)</script>"));
        Assert.Equal([Sentence], Wrong(Decline, Decline.Body, "<b>Our decision</b>"));
        Assert.Empty(Wrong(Decline, Decline.Body + "\n\nIf 3 < 4 and 5 > 2."));
    }

    [Fact]
    public void A_letter_template_needs_its_required_fields_and_stays_within_its_length()
    {
        Assert.Equal(["Enter the letter in up to 20,000 characters"], Wrong(Decline, Decline.Body + "\n\n" + new string('x', 20_000)));
        Assert.Equal(
            [
                "Enter the letter in up to 20,000 characters",
                "Put {{reason}} into the letter, outside any {{if}}: why it was not funded, in sentences",
                "Put {{scores}} into the letter, outside any {{if}}: what the panel agreed for each criterion, with its reason and a heading; nothing if there are no scores",
                "Put {{signature}} into the letter, outside any {{if}}: who decided or is writing, and for which office",
            ],
            Wrong(Decline, "")
        );
        Assert.Contains(
            "Put {{changes}} into the letter, outside any {{if}}: what it is about, what was there before, and what there is now",
            Wrong(Variation, "{{if by-office}}\n{{changes}}\n{{end}}\n{{signature}}")
        );
    }

    [Fact]
    public void An_offer_template_needs_the_grant_agreement_and_the_link_to_accept_it()
    {
        foreach (var needed in new[] { "amount", "accept-link", "facts", "evidence", "agreement", "signature" })
            Assert.Contains(
                Wrong(Award, Award.Body.Replace($"{{{{{needed}}}}}", "", StringComparison.Ordinal), "An offer"),
                sentence => sentence.StartsWith($"Put {{{{{needed}}}}} into the letter", StringComparison.Ordinal)
            );
    }

    [Fact]
    public void A_letter_template_has_numbered_steps()
    {
        var parts = Parts(Variation, "Before\n1. Read it\n2. Accept {{project}}\nAfter 1. not a step");
        Assert.Equal(["Read it", "Accept Safer Saturdays"], Assert.IsType<LetterPart.Steps>(parts[1]).Items);
        Assert.Equal(new LetterPart.Paragraph("After 1. not a step"), parts[2]);
    }

    [Fact]
    public void A_letter_template_is_parsed_into_headings_paragraphs_and_lists()
    {
        var parts = Parts(
            Variation,
            "Dear {{contact}},\nhello\n# One\n## Two\n- {{project}}\n- Second\nAfter\n\n{{changes}}\n{{ signature }}\n{{reference}}"
        );
        Assert.Equal(
            new LetterPart[]
            {
                new LetterPart.Paragraph("Dear Amira Khan,\nhello"),
                new LetterPart.Heading(2, "One"),
                new LetterPart.Heading(3, "Two"),
            },
            parts.Take(3)
        );
        Assert.Equal(["Safer Saturdays", "Second"], Assert.IsType<LetterPart.Bullets>(parts[3]).Items);
        Assert.Equal(
            new LetterPart[]
            {
                new LetterPart.Paragraph("After"),
                new LetterPart.Block("changes"),
                new LetterPart.Block("signature"),
                new LetterPart.Paragraph("CSF-26-R1-012"),
            },
            parts.Skip(4)
        );
    }

    [Theory]
    [InlineData("Before Agreed Noted After", "upheld", "partly-upheld")]
    [InlineData("Before Agreed After", "upheld")]
    [InlineData("Before Refused Noted After", "partly-upheld")]
    [InlineData("Before Refused After")]
    public void Letter_paragraphs_appear_only_when_their_conditions_hold(string words, params string[] holds) =>
        Assert.Equal(
            words,
            string.Join(
                ' ',
                Parts(
                        Review,
                        "Before\n{{if upheld}}\nAgreed\n{{end}}\n{{if not upheld}}\nRefused\n{{end}}\n\n{{if partly-upheld}}\n\nNoted\n\n{{end}}\nAfter",
                        holds
                    )
                    .Cast<LetterPart.Paragraph>()
                    .Select(part => part.Text)
            )
        );

    [Fact]
    public void Text_typed_by_people_is_not_read_as_letter_markup_and_empty_paragraphs_are_left_out()
    {
        var values = Decline.Fields.ToDictionary(field => field.Name, _ => "");
        (values["reason"], values["project"]) = ("{{contact}}\n\n# Not a heading\n{{scores}}", "{{if x}}");
        var parts = LetterTemplateRules.Parts(
            LetterKind.Decline,
            "{{reason}}\n\n{{applied}}\n\n- {{score}}\n- {{project}}\n\n{{applied}} {{score}}",
            values,
            new HashSet<string>()
        );
        Assert.Equal("{{contact}}\n\n# Not a heading\n{{scores}}", Assert.IsType<LetterPart.Paragraph>(parts[0]).Text);
        Assert.Equal(["{{if x}}"], Assert.IsType<LetterPart.Bullets>(parts[1]).Items);
        Assert.Equal(2, parts.Count);
    }
}
