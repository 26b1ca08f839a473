# Everything a person does with this repository. `make help` lists it.

SWIFT ?= swift
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8080
DATABASE ?= holdfast.sqlite
# More options for `make run`, for example ARGS="--token-file token".
ARGS ?=
# WARNINGS_AS_ERRORS=1 makes a warning of this package fail; packages it depends on are left alone.
WARNINGS_AS_ERRORS ?=
# How many seconds `make fuzz` takes for each of its targets.
TIME ?= 600
# A folder of programs with what CPython 3.13 printed for them.
EXPERIMENTS ?=
# Test identifiers to run, for example FILTER=HeapEngineTests.
FILTER ?=

build_flags := $(if $(WARNINGS_AS_ERRORS),-Xswiftc -warnings-as-errors)
test_flags := --disable-xctest $(build_flags) $(if $(FILTER),--filter $(FILTER))
release := .build/release/holdfast
benchmarks := .build/release/holdfast-benchmarks
checks := .build/checks

.DEFAULT_GOAL := help
.PHONY: help build run test lint format embed house openapi tour bench load crash differential fidelity mutants experiments fuzz fuzz-api sanitize docker ci clean

help: ## List what there is
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1 \2/p' $(MAKEFILE_LIST) | awk '{ printf "  %s %-12s", $$1, $$2; $$1 = $$2 = ""; print $$0 }'

build: ## Build the release command
	@Scripts/prerequisites sqlite
	$(SWIFT) build -c release --product holdfast

run: build ## Build and serve on HOST:PORT, keeping sessions in DATABASE
	exec $(release) serve --host $(HOST) --port $(PORT) --database $(DATABASE) $(ARGS)

test: ## Build and run the tests
	@Scripts/prerequisites sqlite
	$(SWIFT) test $(test_flags)

lint: ## Check the format of all Swift, strictly
	$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests

format: ## Rewrite all Swift in the house's format
	$(SWIFT) format --in-place --parallel --recursive Package.swift Sources Tests

embed: ## Write the files of Python's library into Swift, after they changed
	@Scripts/embed-library

house: ## Check what must not be committed and how long files are
	@Scripts/house

openapi: $(checks)/ready ## Check that openapi.yaml is valid OpenAPI 3.1
	$(checks)/bin/python -m openapi_spec_validator openapi.yaml

tour: build ## Type the README's tour into a server and compare the answers
	@Scripts/prerequisites python curl
	$(PYTHON) Scripts/tour.py $(release) README.md

bench: ## Measure the engine against CPython 3.13, in one run
	@Scripts/prerequisites sqlite python
	$(SWIFT) build -c release --product holdfast-benchmarks
	$(benchmarks) $(ARGS)
	$(benchmarks) programs

load: build ## Measure requests a second and their latency over HTTP
	@Scripts/prerequisites python wrk
	$(PYTHON) Scripts/load.py $(release) $(ARGS)

crash: build ## Kill the server at 50 moments of a write load and check what comes back
	@Scripts/prerequisites python
	$(PYTHON) Scripts/crash.py $(release) $(ARGS)

differential: build ## Compare generated programs with live CPythons; ARGS="--first 1000 --count 200" for others
	@Scripts/prerequisites python
	@status=0; \
	$(PYTHON) Scripts/operations_differential.py $(release) --minimise 3 --save .build/differing $(ARGS) || status=1; \
	$(PYTHON) Scripts/differential.py $(release) --minimise 3 $(ARGS) || status=1; \
	exit $$status

fidelity: build ## Write the README's table of fidelity; ARGS="--count 400" for more programs, EXPERIMENTS=FOLDER for experiments
	@Scripts/prerequisites python
	$(PYTHON) Scripts/fidelity.py $(release) --write README.md $(if $(EXPERIMENTS),--experiments $(EXPERIMENTS)) $(ARGS)

mutants: ## Break rules of the engine one by one and check that the comparison notices
	@Scripts/prerequisites sqlite python
	$(PYTHON) Scripts/mutants.py .build-mutants $(ARGS)

experiments: build ## Compare the experiments in EXPERIMENTS with what CPython 3.13 printed
	@Scripts/prerequisites python
	@test -n "$(EXPERIMENTS)" || { echo "EXPERIMENTS=FOLDER says where they are"; exit 1; }
	$(PYTHON) Scripts/experiments.py $(release) $(EXPERIMENTS) $(ARGS)

fuzz: ## Give the parser and the evaluator random programs, for TIME seconds each
	@Scripts/prerequisites sqlite
	Scripts/fuzz-source FuzzParser $(TIME)
	Scripts/fuzz-source FuzzEvaluator $(TIME)

fuzz-api: build $(checks)/ready ## Try the API with generated requests; ARGS="--examples 2000" for many
	$(checks)/bin/python Scripts/fuzz.py $(release) openapi.yaml $(ARGS)

sanitize: ## Run the tests under Thread Sanitizer and under Address Sanitizer
	@Scripts/prerequisites sqlite
	$(SWIFT) test $(test_flags) --sanitize thread --scratch-path .build-thread
	LSAN_OPTIONS=suppressions=$(CURDIR)/Scripts/leaks.txt \
		$(SWIFT) test $(test_flags) --sanitize address --scratch-path .build-address

docker: ## Build the container image
	docker build --tag holdfast .

ci: ## All that has to pass before a change lands
	.ci/run

clean: ## Remove what was built
	rm -rf .build .build-*

# Tools of the checks alone; the product needs none of them.
$(checks)/ready: Scripts/requirements.txt
	@Scripts/prerequisites venv
	$(PYTHON) -m venv $(checks)
	$(checks)/bin/python -m pip install --quiet --requirement Scripts/requirements.txt
	@touch $@
