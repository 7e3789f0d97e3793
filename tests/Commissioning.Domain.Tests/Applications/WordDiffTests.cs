using System.Diagnostics;
using Commissioning.Domain.Applications;
using static Commissioning.Domain.Applications.WordDiff;

namespace Commissioning.Domain.Tests.Applications;

public sealed class WordDiffTests
{
    [Theory]
    [InlineData("We mend bikes.", "We mend bikes.", "=We mend bikes.")]
    [InlineData("We mend old bikes.", "We mend bikes.", "=We mend |-old |=bikes.")]
    [InlineData("We mend bikes.", "We mend many old bikes.", "=We mend |+many old |=bikes.")]
    [InlineData("On Mill Lane", "On Ford Street", "=On |-Mill Lane|+Ford Street")]
    [InlineData("", "New words", "+New words")]
    [InlineData("Old words", "", "-Old words")]
    [InlineData("", "", "")]
    [InlineData("One  two", "One\n\ntwo", "=One\n\ntwo")]
    [InlineData("a b c a b b a", "c b a b a c", "-a b |=c |+b |=a b |-b |=a |+c")]
    public void Changed_words_are_found_between_those_that_stay(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join('|', Of(before, after).Select(piece => Sign(piece.Change) + piece.Text)));

    [Fact]
    public void Two_texts_of_two_thousand_words_are_compared_at_once_and_nothing_is_lost()
    {
        var random = new Random(7);
        var before = Enumerable.Range(0, 2000).Select(_ => $"w{random.Next(500)}").ToList();
        var after = before
            .Where(_ => random.Next(20) > 0)
            .SelectMany(word => random.Next(20) == 0 ? [word, "new"] : new[] { word })
            .ToList();
        var clock = Stopwatch.StartNew();
        foreach (var other in new[] { after, before.AsEnumerable().Reverse().ToList() })
        {
            var (old, now) = (string.Join(' ', before), string.Join(' ', other));
            var pieces = Of(old, now);
            Assert.Equal(now, Text(pieces, Change.Removed));
            Assert.Equal(before, Text(pieces, Change.Added).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"It took {clock.Elapsed}");
    }

    private static string Text(IReadOnlyList<Piece> pieces, Change without) =>
        string.Concat(
                pieces.Where(piece => piece.Change != without).Select(piece => piece.Text.EndsWith(' ') ? piece.Text : piece.Text + ' ')
            )
            .TrimEnd();

    private static char Sign(Change change) =>
        change switch
        {
            Change.Same => '=',
            Change.Added => '+',
            _ => '-',
        };
}
