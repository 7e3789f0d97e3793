using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;

namespace Commissioning.Platform.Documents;

/// <summary>Several PDF files as one, with a bookmark for each: for the office's printer. Tags for screen readers stay with the single
/// files, since PDFsharp does not carry them over.</summary>
public sealed class PdfMerge : IDisposable
{
    private readonly PdfDocument all = new();

    public PdfMerge(string title, string language)
    {
        all.Info.Title = title;
        all.Language = language;
    }

    public int Pages => all.PageCount;

    public void Add(string bookmark, byte[] pdf)
    {
        using var from = PdfReader.Open(new MemoryStream(pdf), PdfDocumentOpenMode.Import);
        for (var i = 0; i < from.PageCount; i++)
        {
            var page = all.AddPage(from.Pages[i]);
            if (i == 0)
                all.Outlines.Add(bookmark, page);
        }
    }

    public void Write(Stream to) => all.Save(to, closeStream: false);

    public void Dispose() => all.Dispose();
}
