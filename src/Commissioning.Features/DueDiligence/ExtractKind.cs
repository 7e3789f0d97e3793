using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using CsvHelper;
using CsvHelper.Configuration;

namespace Commissioning.Features.DueDiligence;

public enum ExtractKind
{
    Charity,
    Company,
    Sanctions,
}
