using System.Text.RegularExpressions;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Decisions;

/// <summary>The parts of a paper that an officer writes, around figures that nobody can.</summary>
public enum PaperPart
{
    Background,
    Alternatives,
    Equality,
    Subsidy,
    Finance,
    Risks,
}
