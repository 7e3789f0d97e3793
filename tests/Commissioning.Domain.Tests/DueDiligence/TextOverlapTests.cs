using Commissioning.Domain.DueDiligence;

namespace Commissioning.Domain.Tests.DueDiligence;

public sealed class TextOverlapTests
{
    [Fact]
    public void Text_overlap_between_applications_is_measured_and_its_passage_shown()
    {
        const string answer =
            "We will run football sessions on Friday evenings for young people in the park with two trained coaches and a youth worker";
        var (percent, passage) = TextOverlap.Compare(answer, $"Something else first. {answer.ToUpperInvariant()}! And more.");
        Assert.Equal((100, answer.ToLowerInvariant()), (percent, passage));
        Assert.Equal(
            (0, ""),
            TextOverlap.Compare(answer, "A wholly different project about lights in an alley behind the shops of the estate")
        );
        Assert.Equal((0, ""), TextOverlap.Compare("", answer));
        (percent, passage) = TextOverlap.Compare(answer + " and at the end of the year a tournament for all the teams of the town", answer);
        Assert.InRange(percent, 40, 70);
        Assert.Equal(answer.ToLowerInvariant(), passage);
        Assert.True(TextOverlap.Sketch(answer).Count <= TextOverlap.SketchSize);
        Assert.Equal(TextOverlap.Sketch(answer), TextOverlap.Sketch(answer.ToUpperInvariant()));
    }
}
