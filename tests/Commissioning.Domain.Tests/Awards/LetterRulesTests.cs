using Commissioning.Domain.Awards;

namespace Commissioning.Domain.Tests.Awards;

public sealed class LetterRulesTests
{
    [Fact]
    public void Words_of_one_letter_are_approved_by_another_person_who_can_read_it()
    {
        Assert.Null(LetterRules.WhyCannotApproveWords(LetterState.Made, needed: true, isApproved: false, wroteThem: false));
        Assert.NotNull(LetterRules.WhyCannotApproveWords(LetterState.Made, needed: true, isApproved: false, wroteThem: true));
        Assert.NotNull(LetterRules.WhyCannotApproveWords(LetterState.Waiting, needed: true, isApproved: false, wroteThem: false));
        Assert.NotNull(LetterRules.WhyCannotApproveWords(LetterState.Sent, needed: true, isApproved: false, wroteThem: false));
        Assert.NotNull(LetterRules.WhyCannotApproveWords(LetterState.Made, needed: false, isApproved: false, wroteThem: false));
    }

    [Theory]
    [InlineData(LetterKind.Recovery, "You owe £1,200.00.", false, true)]
    [InlineData(LetterKind.Recovery, null, true, true)]
    [InlineData(LetterKind.Recovery, "You owe £1,200.00.", true, false)]
    [InlineData(LetterKind.Recovery, "You owe {{to-return}}.", false, false)]
    [InlineData(LetterKind.Recovery, "You owe <b>£1,200.00</b>.", false, false)]
    [InlineData(LetterKind.Award, "You get nothing.", false, false)]
    [InlineData(LetterKind.Decline, null, true, false)]
    [InlineData(LetterKind.Award, null, false, true)]
    public void Correction_has_its_own_words_unless_it_is_about_a_decision(LetterKind kind, string? words, bool withdraws, bool isRight) =>
        Assert.Equal(isRight, LetterRules.WhyWrongOwnWords(kind, words, withdraws) is null);
}
