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
    public void An_Office_file_with_a_password_is_refused_with_how_to_put_it_right()
    {
        byte[] locked =
        [
            0xd0,
            0xcf,
            0x11,
            0xe0,
            0xa1,
            0xb1,
            0x1a,
            0xe1,
            .. new byte[600],
            .. System.Text.Encoding.Unicode.GetBytes("EncryptedPackage"),
        ];
        Assert.StartsWith("plan.docx is locked with a password", Upload.Read("plan.docx", locked, "f").FirstRefusal!.Sentence);
        Assert.StartsWith("plan.docx does not contain", Upload.Read("plan.docx", locked[..600], "f").FirstRefusal!.Sentence);
    }

    [Fact]
    public void An_iPhone_photo_that_cannot_be_converted_is_told_which_setting_to_change() =>
        Assert.Contains("Most Compatible", Upload.Read("IMG_1.HEIC", [1, 2, 3], "f").FirstRefusal!.Sentence);

    [Fact]
    public void A_refused_upload_names_its_box() =>
        Assert.Equal("proof", Upload.Read("MyBank.exe", [1, 2, 3], "proof").FirstRefusal!.Field);
}
