// The yardstick: the same volumes from the same columns, as one would write it in plain C++. Usage: yardstick FOLDER RUNS
#include <sys/resource.h>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

using Sums = std::vector<int64_t>;

template <class T>
static std::vector<T> read(const std::string& folder, const char* name) {
  FILE* file = std::fopen((folder + "/" + name + ".column").c_str(), "rb");
  if (!file) std::exit(2);
  std::fseek(file, 0, SEEK_END);
  std::vector<T> column(std::ftell(file) / sizeof(T));
  std::rewind(file);
  if (std::fread(column.data(), sizeof(T), column.size(), file) != column.size()) std::exit(2);
  std::fclose(file);
  return column;
}

struct Company {
  std::vector<int32_t> sponsors, contacts, owners, amounts;
  std::vector<uint8_t> owns;
};

struct Volumes {
  Sums personal, customers, own, team, firstLine;
};

// Every contact after his sponsor; empty when the numbers are such an order already.
static std::vector<int32_t> sponsorsFirst(const std::vector<int32_t>& sponsors) {
  const int32_t size = sponsors.size();
  std::vector<int32_t> waiting;
  for (int32_t contact = 0; contact < size; contact++) {
    if (sponsors[contact] < contact) continue;
    if (waiting.empty()) waiting.resize(size);
    waiting[sponsors[contact]]++;
  }
  std::vector<int32_t> order;
  if (waiting.empty()) return order;
  order.resize(size);
  int32_t place = size;
  for (int32_t contact = size - 1; contact >= 0; contact--) {
    if (waiting[contact] != 0) {
      if (sponsors[contact] >= 0 && sponsors[contact] < contact) waiting[sponsors[contact]]++;
      continue;
    }
    for (int32_t next = contact; next >= 0;) {
      order[--place] = next;
      const int32_t sponsor = sponsors[next];
      if (sponsor < 0 || (next == contact && sponsor < next)) break;
      next = --waiting[sponsor] == 0 && sponsor > contact ? sponsor : -1;
    }
  }
  if (place != 0) std::exit(3);
  return order;
}

static Volumes rollUp(const Company& company) {
  const auto& [sponsors, contacts, owners, amounts, owns] = company;
  const size_t size = sponsors.size();
  const auto order = sponsorsFirst(sponsors);
  Volumes volumes{Sums(size), Sums(size), Sums(size), Sums(size), Sums(size)};
  auto& [personal, customers, own, team, firstLine] = volumes;
  for (size_t entry = 0; entry < contacts.size(); entry++) {
    const int32_t contact = contacts[entry], owner = owners[entry];
    personal[contact] += amounts[entry];
    (contact == owner ? own : customers)[owner] += amounts[entry];
  }
  for (size_t place = size; place-- > 0;) {
    const int32_t contact = order.empty() ? (int32_t)place : order[place], sponsor = sponsors[contact];
    own[contact] += customers[contact];
    team[contact] += own[contact];
    if (sponsor < 0) continue;
    const int64_t first = own[contact] + (owns[contact] ? 0 : firstLine[contact]);
    if (team[contact]) team[sponsor] += team[contact];
    if (first) firstLine[sponsor] += first;
  }
  return volumes;
}

static void write(const std::string& folder, const char* name, const Sums& sums) {
  std::vector<double> column(sums.begin(), sums.end());
  FILE* file = std::fopen((folder + "/c++-" + name + ".column").c_str(), "wb");
  if (!file || std::fwrite(column.data(), sizeof(double), column.size(), file) != column.size()) std::exit(2);
  std::fclose(file);
}

int main(int, char** arguments) {
  const std::string folder = arguments[1];
  const int runs = std::atoi(arguments[2]);
  const Company company{read<int32_t>(folder, "sponsors"), read<int32_t>(folder, "contacts"), read<int32_t>(folder, "owners"),
                        read<int32_t>(folder, "amounts"), read<uint8_t>(folder, "owns")};
  long peak = 0;
  std::printf("{\"milliseconds\":[");
  for (int run = 0; run < runs; run++) {
    const auto start = std::chrono::steady_clock::now();
    const Volumes volumes = rollUp(company);
    const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
    std::printf("%s%.3f", run ? "," : "", taken.count());
    if (run > 0) continue;
    rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    peak = usage.ru_maxrss;
    write(folder, "personal", volumes.personal);
    write(folder, "customers", volumes.customers);
    write(folder, "own", volumes.own);
    write(folder, "team", volumes.team);
    write(folder, "firstLine", volumes.firstLine);
  }
  std::printf("],\"peakKiB\":%ld}\n", peak);
}
