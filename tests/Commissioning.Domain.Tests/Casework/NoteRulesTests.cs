using Commissioning.Domain.Casework;

namespace Commissioning.Domain.Tests.Casework;

public sealed class NoteRulesTests
{
    private static readonly NoteRules.Colleague Ann = new(Guid.CreateVersion7(), "Ann Lee", true);
    private static readonly NoteRules.Colleague Annabel = new(Guid.CreateVersion7(), "Ann Leeson", true);
    private static readonly NoteRules.Colleague Panel = new(Guid.CreateVersion7(), "Pat Panel", false);
    private static readonly NoteRules.Colleague[] All = [Ann, Annabel, Panel];

    [Theory]
    [InlineData("Rang them. @Ann Lee, please ring again", "Ann Lee")]
    [InlineData("@ann leeson: see above", "Ann Leeson")]
    [InlineData("(@Ann Lee) and @Ann Lee", "Ann Lee")]
    [InlineData("@Ann Leeson and\n@Ann Lee", "Ann Leeson, Ann Lee")]
    [InlineData("Write to info@annlee.example", "")]
    [InlineData("No name", "")]
    public void Named_are_whole_names_after_an_at_sign(string words, string names)
    {
        var (named, why) = NoteRules.Named(words, All);
        Assert.Null(why);
        Assert.Equal(names, string.Join(", ", named.Select(one => one.Name)));
    }

    [Theory]
    [InlineData("@Ann, please", "We know no colleague \"@Ann,\". Write the whole name as the list has it, or leave the @ out")]
    [InlineData("@Ann Leeway", "We know no colleague \"@Ann\". Write the whole name as the list has it, or leave the @ out")]
    [InlineData("See @ noon", "Write a colleague's whole name after the @, or leave the @ out")]
    [InlineData("@Pat Panel", "Pat Panel may not read notes, so a note cannot be for them. Take their name out")]
    public void Somebody_who_is_not_known_or_may_not_read_notes_is_refused_by_name(string words, string said)
    {
        var (named, why) = NoteRules.Named(words, All);
        Assert.Empty(named);
        Assert.Equal(said, why!.Sentence);
    }

    [Fact]
    public void Only_who_wrote_a_note_may_change_it()
    {
        Assert.Null(NoteRules.WhyNotYours(Ann.Id, Ann.Id, Ann.Name));
        Assert.StartsWith("Ann Lee wrote this note", NoteRules.WhyNotYours(Ann.Id, Panel.Id, Ann.Name)!.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("  \n ", false)]
    [InlineData("x", true)]
    public void Note_has_words(string? words, bool may) => Assert.Equal(may, NoteRules.WhyNotWritten(words) is null);
}
