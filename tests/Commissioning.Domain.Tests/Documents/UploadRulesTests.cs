using Commissioning.Domain.Documents;

namespace Commissioning.Domain.Tests.Documents;

public sealed class UploadRulesTests
{
    [Theory]
    [InlineData("a.pdf", "%PDF-1.4", true)]
    [InlineData("a.pdf", "MZ program", false)]
    [InlineData("a.png", "%PDF-1.4", false)]
    [InlineData("a.docx", "PK\u0003\u0004 nothing", false)]
    [InlineData("a.html", "<html>", false)]
    public void An_upload_is_accepted_only_when_its_bytes_match_its_file_type(string name, string content, bool taken) =>
        Assert.Equal(taken, Upload.Read(name, System.Text.Encoding.Latin1.GetBytes(content), "f").IsDone);

    [Fact]
    public void A_refused_upload_names_its_box() =>
        Assert.Equal("proof", Upload.Read("MyBank.exe", [1, 2, 3], "proof").FirstRefusal!.Field);
}
