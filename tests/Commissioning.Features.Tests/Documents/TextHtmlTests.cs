using Commissioning.Platform.Documents;

namespace Commissioning.Features.Tests.Documents;

public sealed class TextHtmlTests
{
    private const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    [Theory]
    [InlineData("CSF-24-R2-003", "<span class=\"app-reference\">CSF-24-R2-003</span>")]
    [InlineData("See PZ-24-R2-004, please", "See <span class=\"app-reference\">PZ-24-R2-004</span>, please")]
    [InlineData("SHA-256 & <b>", "SHA-256 &amp; &lt;b&gt;")]
    [InlineData("8 June 2025 - 9 June 2025", "8 June 2025 - 9 June 2025")]
    [InlineData("well-known", "well-known")]
    [InlineData("", "")]
    public void A_reference_stays_on_one_line_and_other_text_is_only_encoded(string text, string html) =>
        Assert.Equal(html, TextHtml.Wrap(text));

    [Fact]
    public void A_hash_may_break_anywhere() =>
        Assert.Equal($"Hash <span class=\"app-hash\">{Hash}</span>.", TextHtml.Wrap($"Hash {Hash}."));
}
